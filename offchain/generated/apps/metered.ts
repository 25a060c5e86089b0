// Generated from contracts/apps/Metered.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 e7c2e12401406a6f7e2e6fa8b581d6580cc176a76cd99b27e1e869c637016bd9

import type { Address } from "../../evm/hex.ts";
import { appCode } from "../protocol/app.ts";
import type { AppCode } from "../protocol/app.ts";
import type { AppClient } from "../../protocol/client/descriptor.ts";
import { call } from "./meteredCode.ts";

/** Metered service: its rules, translated from the adapter `MeteredApp`. */
export const meteredCode: AppCode = appCode(
  {
    name: "Metered",
    codeHash: "0x859e0f91dcbed62335b4823835923ebc34f25346dc231e0a0cdb4c4cdae6ba76",
    address: "0xc2f34f39960875cdc6dbcb00786e8ce7f1fed4c9",
    initCode: "0x60808060405234601557610bff908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c80630f02f0ae1461061557806337a70616146104545780635910775e1461014a5763f277840f14610045575f80fd5b346101465760403660031901126101465760043567ffffffffffffffff81116101465761007961009d9136906004016106da565b91906024359261008761081e565b506100958460028114610890565b81019061083d565b906100a66108c3565b916100b08261090d565b604051906100bd826107c4565b8382526020820152602084019081525f5b600181106100fa576100f66100e286610ae1565b604051918291602083526020830190610734565b0390f35b5f5b84811061010c57506001016100ce565b600190806101405784515b6101396020865101516101338461012e8b8961094d565b610960565b9061096d565b52016100fc565b5f610117565b5f80fd5b346101465760a03660031901126101465760043567ffffffffffffffff81116101465761017b9036906004016106da565b906024359167ffffffffffffffff83116101465760606003198436030112610146576044359160ff8316809303610146576064359260ff84168094036101465760843567ffffffffffffffff8111610146576101f56101e16101fe9236906004016106da565b9490956101ec61081e565b5081019061083d565b956004016109cb565b93806103df5750835160028110156103cb576103a35761037b5781602091810103126101465767ffffffffffffffff61023961026c9261071f565b1660408301610249828251610960565b90526fffffffffffffffffffffffffffffffff602080850151950151169061094d565b91602081016102808151610133845161093f565b518481106103385750805190610296835161093f565b916102a1838261096d565b5190868203918211610324576102c3936102ba9161096d565b5251915161093f565b926001840180941161032457836102ea6102f0926102e4610313978661096d565b51610960565b9261096d565b526102fc600191610ae1565b9060ff604051938493606085526060850190610734565b915f60208501521660408301520390f35b634e487b7160e01b5f52601160045260245ffd5b60849085604051917f9e6871f90000000000000000000000000000000000000000000000000000000083525f60048401525f602484015260448301526064820152fd5b7f40d7bcbc000000000000000000000000000000000000000000000000000000005f5260045ffd5b7fe2586bcc000000000000000000000000000000000000000000000000000000005f5260045ffd5b634e487b7160e01b5f52602160045260245ffd5b915092935060019150145f1461042c57815160028110156103cb576103a3578015908115610421575b501561037b5780600161031392526102fc600191610ae1565b600191501482610408565b7f8a4acf58000000000000000000000000000000000000000000000000000000005f5260045ffd5b346101465760603660031901126101465760043567ffffffffffffffff8111610146576104859036906004016106da565b906024359167ffffffffffffffff831161014657606060031984360301126101465760443567ffffffffffffffff8111610146576104c79036906004016106da565b50506040519160c0830183811067ffffffffffffffff821117610601576040525f8352602083015f8152604084015f815260608501915f835261052761051e60808801955f875260a08901975f895281019061083d565b976004016109cb565b805160028110156103cb571561057e575b60c0878763ffffffff888867ffffffffffffffff89818a60ff604051995116895251166020880152511660408601525160608501525116608083015251151560a0820152f35b95949396604067ffffffffffffffff9160018852015116815260205f9601955b8651518110156105ee57806001911580156105e9575b80156105e0575b156105db5763ffffffff82821b1663ffffffff8a51161789525b0161059e565b6105d5565b508181146105bb565b6105b4565b5063ffffffff9394955060c09693610538565b634e487b7160e01b5f52604160045260245ffd5b346101465760603660031901126101465760043567ffffffffffffffff8111610146576106469036906004016106da565b505060243567ffffffffffffffff811161014657606060031982360301126101465761068690610674610708565b5061067d61081e565b506004016109cb565b805160028110156103cb57806103a357600180835260ff90911610156106b2576100e26100f691610ae1565b7fe7a02357000000000000000000000000000000000000000000000000000000005f5260045ffd5b9181601f840112156101465782359167ffffffffffffffff8311610146576020838186019501011161014657565b6044359067ffffffffffffffff8216820361014657565b359067ffffffffffffffff8216820361014657565b91909160608301908051151584526020810151916060602086015282518091526020608086019301905f5b81811061079c57505050602092936040849201519060408185039101528051918291828552018484015e5f828201840152601f01601f1916010190565b82516fffffffffffffffffffffffffffffffff1685526020948501949092019160010161075f565b6040810190811067ffffffffffffffff82111761060157604052565b6060810190811067ffffffffffffffff82111761060157604052565b90601f8019910116810190811067ffffffffffffffff82111761060157604052565b6040519061082b826107e0565b60606040835f81528260208201520152565b908160609103126101465760405190610855826107e0565b8035825260208101356fffffffffffffffffffffffffffffffff811681036101465760208301526108889060400161071f565b604082015290565b156108985750565b7faee091c6000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b604051906108d0826107e0565b5f60408382815281516108e2816107c4565b8381526060602082015260208201520152565b67ffffffffffffffff81116106015760051b60200190565b90610917826108f5565b61092460405191826107fc565b8281528092610935601f19916108f5565b0190602036910137565b905f91156001171561032457565b8181029291811591840414171561032457565b9190820180921161032457565b80518210156109815760209160051b010190565b634e487b7160e01b5f52603260045260245ffd5b903590601e1981360301821215610146570180359067ffffffffffffffff821161014657602001918160051b3603831361014657565b906109d46108c3565b9160208101906109e48282610995565b9490506109f48560028114610890565b610a08610a018484610995565b905061090d565b60405195610a15876107c4565b86526020860152602081019485525f5b610a2f8484610995565b9050811015610a8357610a428484610995565b821015610981578160051b0135906fffffffffffffffffffffffffffffffff821680920361014657600191610a7c8260208a51015161096d565b5201610a25565b5093506040810135915036819003601e19018212156101465701803567ffffffffffffffff81116101465760208201908036038213610146576040908301839003126101465735906002821015610146576040013560408401528252565b610ae961081e565b90805160028110156103cb57600114825260208101916020835101515193610b10856108f5565b94610b1e60405196876107fc565b808652610b2d601f19916108f5565b01366020870137602082019485525f5b6020855101518051821015610bc55781610b569161096d565b516fffffffffffffffffffffffffffffffff8111610b9a576020916fffffffffffffffffffffffffffffffff60019216610b91828a5161096d565b52019050610b3d565b7f08083b2a000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50509250925080519060028210156103cb5760400151604051916020830152604082015260408152610bf86060826107fc565b604083015256",
  },
  call,
);

export type Phase = "Running" | "Stopped";
export type Asset = "money";

/** What is agreed at opening. Times and durations in seconds. */
export interface Terms {
  readonly deposit: bigint;
  readonly unitPrice: bigint;
  readonly window: number;
}

/** What changes: the pot by asset, and by seat in it. */
export interface State {
  readonly pot: Readonly<Record<Asset, readonly bigint[]>>;
  readonly units: bigint;
}

/** Who sits where: signers. */
export interface Seated {
  readonly client: Address;
  readonly provider: Address;
}

/** What the client sees, and may do now. */
export type ClientView =
  | {
      readonly phase: "Running";
      readonly final: false;
      readonly state: State;
      /** The seats whose move is still to come. */
      readonly waitingFor: readonly number[];
      readonly ifSilent: {
        readonly by: "lapse";
        readonly leadsTo: "Stopped";
        readonly payout: Readonly<Record<Asset, readonly bigint[]>>;
      };
      /** Null when it is not this seat's turn. */
      readonly moves: {
        /** Pay for units. */
        use(args: { readonly units: number }): Promise<ClientView>;
        /** Stop, keep what is paid, return the rest. */
        stop(): Promise<ClientView>;
      } | null;
    }
  | {
      readonly phase: "Stopped";
      readonly final: true;
      readonly state: State;
      readonly payout: Readonly<Record<Asset, readonly bigint[]>>;
    };

/** What the provider sees, and may do now. */
export type ProviderView =
  | {
      readonly phase: "Running";
      readonly final: false;
      readonly state: State;
      /** The seats whose move is still to come. */
      readonly waitingFor: readonly number[];
      readonly ifSilent: {
        readonly by: "lapse";
        readonly leadsTo: "Stopped";
        readonly payout: Readonly<Record<Asset, readonly bigint[]>>;
      };
      /** Null when it is not this seat's turn. */
      readonly moves: {
        /** Stop, keep what is paid, return the rest. */
        stop(): Promise<ProviderView>;
      } | null;
    }
  | {
      readonly phase: "Stopped";
      readonly final: true;
      readonly state: State;
      readonly payout: Readonly<Record<Asset, readonly bigint[]>>;
    };

/** Why a move is refused. */
export type Refusal =
  | { readonly error: "Short"; readonly asset: bigint; readonly seat: bigint; readonly have: bigint; readonly need: bigint }
  | { readonly error: "NoSuchMove" }
  | { readonly error: "WrongPhase" }
  | { readonly error: "NotItsTurn" }
  | { readonly error: "NotLater" }
  | { readonly error: "AmountTooLarge"; readonly amount: bigint }
  | { readonly error: "BadSeats"; readonly seats: bigint };

/** Metered service. The client pays for units as it uses them, out of its deposit. Either stops when it likes; the rest goes back. */
export const metered: AppClient<Terms, Seated, Asset, { readonly client: ClientView; readonly provider: ProviderView }, Refusal> = {
  code: meteredCode,
  roles: [
    {"name":"client","seat":0,"min":1,"max":1},
    {"name":"provider","seat":1,"min":1,"max":1},
  ],
  assets: ["money"],
  phases: [
    {"name":"Running","final":false,"timeout":"lapse"},
    {"name":"Stopped","final":true,"timeout":null},
  ],
  moves: [
    { name: "use", roles: ["client"], phase: "Running", args: [{ name: "units", type: { kind: "uint", bits: 64, small: true } }], opener: null, reveals: null },
    { name: "stop", roles: ["client","provider"], phase: "Running", args: [], opener: null, reveals: null },
  ],
  terms: [
    { name: "deposit", type: { kind: "uint", bits: 256 } },
    { name: "unitPrice", type: { kind: "uint", bits: 128 } },
    { name: "window", type: { kind: "uint", bits: 64, small: true } },
  ],
  body: [
    { name: "phase", type: { kind: "enum", names: ["Running","Stopped"] } },
    { name: "units", type: { kind: "uint", bits: 256 } },
  ],
  errors: [
    { name: "Short", selector: "0x9e6871f9", args: [{ name: "asset", type: { kind: "uint", bits: 256 } }, { name: "seat", type: { kind: "uint", bits: 256 } }, { name: "have", type: { kind: "uint", bits: 256 } }, { name: "need", type: { kind: "uint", bits: 256 } }] },
    { name: "NoSuchMove", selector: "0x8a4acf58", args: [] },
    { name: "WrongPhase", selector: "0xe2586bcc", args: [] },
    { name: "NotItsTurn", selector: "0x40d7bcbc", args: [] },
    { name: "NotLater", selector: "0xe7a02357", args: [] },
    { name: "AmountTooLarge", selector: "0x08083b2a", args: [{ name: "amount", type: { kind: "uint", bits: 256 } }] },
    { name: "BadSeats", selector: "0xaee091c6", args: [{ name: "seats", type: { kind: "uint", bits: 256 } }] },
  ],
  watch: [
    {"phase":"Running","role":"client","due":[{"move":0,"name":"use","must":false,"needs":"arguments"},{"move":1,"name":"stop","must":false,"needs":"nothing"}],"lock":null,"clock":{"kind":"after","duration":"window","from":null},"timeout":{"name":"lapse","leadsTo":["Stopped"]},"others":["stop"]},
    {"phase":"Running","role":"provider","due":[{"move":1,"name":"stop","must":false,"needs":"nothing"}],"lock":null,"clock":{"kind":"after","duration":"window","from":null},"timeout":{"name":"lapse","leadsTo":["Stopped"]},"others":["use","stop"]},
  ],
};
