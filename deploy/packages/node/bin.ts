#!/usr/bin/env node
// The command `chenilles-node`: a node's command line without the package chenilles in front of it.
import "../../../offchain/cli/chenilles.ts";
