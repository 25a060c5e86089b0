# Runs every detector of slither on the adjudicator. Input: standard JSON for solc on stdin. The compiler is a program given as
# the first argument, called as solc is. Output: JSON.
import inspect
import json
import re
import sys
from importlib.metadata import version

from crytic_compile import CryticCompile
from crytic_compile.platform.solc_standard_json import SolcStandardJson
from slither import Slither
from slither.detectors import all_detectors
from slither.detectors.abstract_detector import AbstractDetector

compiled = CryticCompile(SolcStandardJson(json.load(sys.stdin)), solc=sys.argv[1])
analysis = Slither(compiled)
detectors = [
    one
    for _, one in inspect.getmembers(all_detectors)
    if inspect.isclass(one) and issubclass(one, AbstractDetector)
]
for one in detectors:
    analysis.register_detector(one)


def where(text):
    named = re.match(r"(?:Reentrancy in )?([\w.]+)", text)
    return named.group(1) if named else text[:40]


found = [
    {"check": one["check"], "impact": one["impact"], "where": where(one["description"].strip())}
    for some in analysis.run_detectors()
    for one in some
]
found.sort(key=lambda one: (one["check"], one["where"]))
print(json.dumps({"version": version("slither-analyzer"), "detectors": len(detectors), "found": found}))
