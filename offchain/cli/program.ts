import { Command } from "commander";
import { addAddinvoice } from "./commands/addinvoice.ts";
import { addBalances } from "./commands/balances.ts";
import { addClosechannel } from "./commands/closechannel.ts";
import { addCreate } from "./commands/create.ts";
import { addDecodepayreq } from "./commands/decodepayreq.ts";
import { addDevnet } from "./commands/devnet.ts";
import { addGames } from "./commands/games.ts";
import { addGenerate } from "./commands/generate.ts";
import { addGetinfo } from "./commands/getinfo.ts";
import { addListchannels } from "./commands/listchannels.ts";
import { addListinvoices } from "./commands/listinvoices.ts";
import { addListpayments } from "./commands/listpayments.ts";
import { addLookuppayment } from "./commands/lookuppayment.ts";
import { addOpenchannel } from "./commands/openchannel.ts";
import { addOpenvirtual } from "./commands/openvirtual.ts";
import { addPayinvoice } from "./commands/payinvoice.ts";
import { addPendingchannels } from "./commands/pendingchannels.ts";
import { addRelay } from "./commands/relay.ts";
import { addTopup, addWithdraw } from "./commands/resize.ts";
import { addSendpayment } from "./commands/sendpayment.ts";
import { addStart } from "./commands/start.ts";
import { addStop } from "./commands/stop.ts";
import { addWatch } from "./commands/watch.ts";
import { addGlobalOptions } from "./context.ts";

/** The command `chenilles` with all its commands; throws commander's errors instead of ending the process. */
export function chenillesProgram(version: string): Command {
  const program = new Command("chenilles")
    .description("State channels for EVM chains: pay, play and be made whole. LND's vocabulary.")
    .version(version)
    .showHelpAfterError("(add --help for the options and an example)")
    .exitOverride();
  addGlobalOptions(program);
  const commands = [
    addCreate,
    addStart,
    addRelay,
    addWatch,
    addGetinfo,
    addBalances,
    addOpenchannel,
    addListchannels,
    addPendingchannels,
    addClosechannel,
    addOpenvirtual,
    addWithdraw,
    addTopup,
    addAddinvoice,
    addListinvoices,
    addDecodepayreq,
    addPayinvoice,
    addSendpayment,
    addListpayments,
    addLookuppayment,
    addGames,
    addStop,
    addDevnet,
    addGenerate,
  ];
  for (const add of commands) add(program);
  return program;
}
