// Generated from contracts/apps/Metered.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 67400a3041a8e6431debd48c64f7853905a4520624a9c82194f947898853a091

import type { Address } from "../../evm/hex.ts";
import { appCode } from "../protocol/app.ts";
import type { AppCode } from "../protocol/app.ts";
import type { Deadline } from "../../protocol/client/deadline.ts";
import type { AppClient } from "../../protocol/client/descriptor.ts";
import { call } from "./meteredCode.ts";

/** Metered service: its rules, translated from the adapter `MeteredApp`. */
export const meteredCode: AppCode = appCode(
  {
    name: "Metered",
    codeHash: "0x64b150988038251d7def062fd4c135c0d7a40c27cf5371217becba7cdd6cb418",
    address: "0x7dff4ea94a8f3b769a3b0c170bbdccb2425fe453",
    initCode: "0x60808060405234601557610b04908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c80630f02f0ae1461059d57806337a70616146103e25780635910775e146101495763f277840f14610045575f80fd5b34610145576040366003190112610145576004356001600160401b0381116101455761007861009c913690600401610647565b91906024359261008661077c565b5061009484600281146107e5565b81019061079b565b906100a56107ff565b916100af82610848565b604051906100bc82610725565b8382526020820152602084019081525f5b600181106100f9576100f56100e186610a11565b60405191829160208352602083019061069e565b0390f35b5f5b84811061010b57506001016100cd565b6001908061013f5784515b6101386020865101516101328461012d8b89610888565b61089b565b906108a8565b52016100fb565b5f610116565b5f80fd5b346101455760a0366003190112610145576004356001600160401b03811161014557610179903690600401610647565b90602435916001600160401b0383116101455760606003198436030112610145576044359160ff8316809303610145576064359260ff8416809403610145576084356001600160401b038111610145576101f16101dd6101fa923690600401610647565b9490956101e861077c565b5081019061079b565b95600401610905565b93806103865750835160028110156103725761036357610354578160209181010312610145576001600160401b0361023461025e9261068a565b166040830161024482825161089b565b90526001600160801b036020808501519501511690610888565b91602081016102728151610132845161087a565b5184811061032a5750805190610288835161087a565b9161029383826108a8565b5190868203918211610316576102b5936102ac916108a8565b5251915161087a565b926001840180941161031657836102dc6102e2926102d661030597866108a8565b5161089b565b926108a8565b526102ee600191610a11565b9060ff60405193849360608552606085019061069e565b915f60208501521660408301520390f35b634e487b7160e01b5f52601160045260245ffd5b6084908560405191639e6871f960e01b83525f60048401525f602484015260448301526064820152fd5b631035ef2f60e21b5f5260045ffd5b6338961af360e21b5f5260045ffd5b634e487b7160e01b5f52602160045260245ffd5b915092935060019150145f146103d35781516002811015610372576103635780159081156103c8575b50156103545780600161030592526102ee600191610a11565b6001915014826103af565b63114959eb60e31b5f5260045ffd5b34610145576060366003190112610145576004356001600160401b03811161014557610412903690600401610647565b90602435916001600160401b0383116101455760606003198436030112610145576044356001600160401b03811161014557610452903690600401610647565b50506040519160c083018381106001600160401b03821117610589576040525f8352602083015f8152604084015f815260608501915f83526104b16104a860808801955f875260a08901975f895281019061079b565b97600401610905565b805160028110156103725715610507575b60c0878763ffffffff88886001600160401b0389818a60ff604051995116895251166020880152511660408601525160608501525116608083015251151560a0820152f35b9594939660406001600160401b039160018852015116815260205f9601955b8651518110156105765780600191158015610571575b8015610568575b156105635763ffffffff82821b1663ffffffff8a51161789525b01610526565b61055d565b50818114610543565b61053c565b5063ffffffff9394955060c096936104c2565b634e487b7160e01b5f52604160045260245ffd5b34610145576060366003190112610145576004356001600160401b038111610145576105cd903690600401610647565b50506024356001600160401b03811161014557606060031982360301126101455761060c906105fa610674565b5061060361077c565b50600401610905565b80516002811015610372578061036357600180835260ff9091161015610638576100e16100f591610a11565b63e7a0235760e01b5f5260045ffd5b9181601f84011215610145578235916001600160401b038311610145576020838186019501011161014557565b604435906001600160401b038216820361014557565b35906001600160401b038216820361014557565b91909160608301908051151584526020810151916060602086015282518091526020608086019301905f5b81811061070657505050602092936040849201519060408185039101528051918291828552018484015e5f828201840152601f01601f1916010190565b82516001600160801b03168552602094850194909201916001016106c9565b604081019081106001600160401b0382111761058957604052565b606081019081106001600160401b0382111761058957604052565b90601f801991011681019081106001600160401b0382111761058957604052565b6040519061078982610740565b60606040835f81528260208201520152565b9081606091031261014557604051906107b382610740565b8035825260208101356001600160801b03811681036101455760208301526107dd9060400161068a565b604082015290565b156107ed5750565b63577048e360e11b5f5260045260245ffd5b6040519061080c82610740565b5f604083828152815161081e81610725565b8381526060602082015260208201520152565b6001600160401b0381116105895760051b60200190565b9061085282610831565b61085f604051918261075b565b8281528092610870601f1991610831565b0190602036910137565b905f91156001171561031657565b8181029291811591840414171561031657565b9190820180921161031657565b80518210156108bc5760209160051b010190565b634e487b7160e01b5f52603260045260245ffd5b903590601e198136030182121561014557018035906001600160401b03821161014557602001918160051b3603831361014557565b9061090e6107ff565b91602081019061091e82826108d0565b94905061092e85600281146107e5565b61094261093b84846108d0565b9050610848565b6040519561094f87610725565b86526020860152602081019485525f5b61096984846108d0565b90508110156109b45761097c84846108d0565b8210156108bc578160051b0135906001600160801b038216809203610145576001916109ad8260208a5101516108a8565b520161095f565b5093506040810135915036819003601e1901821215610145570180356001600160401b0381116101455760208201908036038213610145576040908301839003126101455735906002821015610145576040013560408401528252565b610a1961077c565b908051600281101561037257600114825260208101916020835101515193610a4085610831565b94610a4e604051968761075b565b808652610a5d601f1991610831565b01366020870137602082019485525f5b6020855101518051821015610aca5781610a86916108a8565b516001600160801b038111610ab8576020916001600160801b0360019216610aaf828a516108a8565b52019050610a6d565b6304041d9560e11b5f5260045260245ffd5b50509250925080519060028210156103725760400151604051916020830152604082015260408152610afd60608261075b565b604083015256",
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
      /** When silence may end the phase. */
      readonly deadline: Extract<Deadline, { readonly kind: "after" }>;
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
      /** When silence may end the phase. */
      readonly deadline: Extract<Deadline, { readonly kind: "after" }>;
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
    { name: "use", notice: "Pay for units.", roles: ["client"], phase: "Running", must: false, args: [{ name: "units", type: { kind: "uint", bits: 64, small: true } }], opener: null, reveals: null },
    { name: "stop", notice: "Stop, keep what is paid, return the rest.", roles: ["client","provider"], phase: "Running", must: false, args: [], opener: null, reveals: null },
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
