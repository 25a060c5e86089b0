// Generated from contracts/apps/HashLock.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 c186f1a4f225ce870e44d4762c7b7d9b1ad507d98e78a4185a8fa4ccce8552a8

import type { Address, Hex } from "../../evm/hex.ts";
import { appCode } from "../protocol/app.ts";
import type { AppCode } from "../protocol/app.ts";
import type { Deadline } from "../../protocol/client/deadline.ts";
import type { AppClient } from "../../protocol/client/descriptor.ts";
import { call } from "./hashLockCode.ts";

/** Hash lock: its rules, translated from the adapter `HashLockApp`. */
export const hashLockCode: AppCode = appCode(
  {
    name: "HashLock",
    codeHash: "0xe40f0f4f000ad6dd2457d54c36849d6123f3f00419f719ff44eb77fd39ac0d3d",
    address: "0x174f33d5e0838af53a9f4e998883ebf48e9d4400",
    initCode: "0x60808060405234601557610b46908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c80630f02f0ae146104ae57806337a70616146103085780635910775e146101495763f277840f14610045575f80fd5b34610145576040366003190112610145576004356001600160401b0381116101455761007861009c91369060040161057b565b919060243592610086610686565b5061009484600281146106e6565b8101906106a5565b906100a5610700565b916100af82610743565b604051906100bc8261062f565b8382526020820152602084019081525f5b600181106100f9576100f56100e186610989565b6040519182916020835260208301906105a8565b0390f35b5f5b84811061010b57506001016100cd565b6001908061013f5784515b6101386020865101516101328461012d8b89610775565b61079c565b906107a9565b52016100fb565b5f610116565b5f80fd5b346101455760a0366003190112610145576004356001600160401b0381116101455761017990369060040161057b565b90602435916001600160401b0383116101455760606003198436030112610145576044359160ff8316809303610145576064359260ff8416809403610145576084356001600160401b038111610145576101f16101dd6101fa92369060040161057b565b9490956101e8610686565b508101906106a5565b95600401610806565b936102f957835160038110156102e5576102d6576001036102c75781602091810103126101455760205f818501519260405183810191358252838152610241604082610665565b604051918291518091835e8101838152039060025afa156102bc575f51036102ad5761027761029c926020830151905190610a8e565b600181526102855f91610989565b9060ff6040519384936060855260608501906105a8565b915f60208501521660408301520390f35b6349aa5c2760e11b5f5260045ffd5b6040513d5f823e3d90fd5b631035ef2f60e21b5f5260045ffd5b6338961af360e21b5f5260045ffd5b634e487b7160e01b5f52602160045260245ffd5b63114959eb60e31b5f5260045ffd5b34610145576060366003190112610145576004356001600160401b0381116101455761033890369060040161057b565b90602435916001600160401b0383116101455760606003198436030112610145576044356001600160401b0381116101455761037890369060040161057b565b50506040519160c083018381106001600160401b0382111761049a576040525f8352602083015f8152604084015f815260608501915f83526103d76103ce60808801955f875260a08901975f89528101906106a5565b97600401610806565b805160038110156102e5571561042d575b60c0878763ffffffff88886001600160401b0389818a60ff604051995116895251166020880152511660408601525160608501525116608083015251151560a0820152f35b95949396602090600287526001600160401b0360408201511684520151835260205f9601955b865151811015610487578060018092036104825763ffffffff82821b1663ffffffff8a51161789525b01610453565b61047c565b5063ffffffff9394955060c096936103e8565b634e487b7160e01b5f52604160045260245ffd5b34610145576060366003190112610145576004356001600160401b038111610145576104de90369060040161057b565b602435916001600160401b038311610145576060600319843603011261014557604435916001600160401b03831683036101455761052b91610522916101e8610686565b92600401610806565b9182519160038310156102e557826102d657836105479261090a565b81519060038210156102e55760ff8091169116111561056c576100e16100f591610989565b63e7a0235760e01b5f5260045ffd5b9181601f84011215610145578235916001600160401b038311610145576020838186019501011161014557565b91909160608301908051151584526020810151916060602086015282518091526020608086019301905f5b81811061061057505050602092936040849201519060408185039101528051918291828552018484015e5f828201840152601f01601f1916010190565b82516001600160801b03168552602094850194909201916001016105d3565b604081019081106001600160401b0382111761049a57604052565b606081019081106001600160401b0382111761049a57604052565b90601f801991011681019081106001600160401b0382111761049a57604052565b604051906106938261064a565b60606040835f81528260208201520152565b908160609103126101455760408051916106be8361064a565b803583526020810135602084015201356001600160401b038116810361014557604082015290565b156106ee5750565b63577048e360e11b5f5260045260245ffd5b6040519061070d8261062f565b5f825260405160208361071f8361062f565b5f83526060828401520152565b6001600160401b03811161049a5760051b60200190565b9061074d8261072c565b61075a6040519182610665565b828152809261076b601f199161072c565b0190602036910137565b8181029291811591840414171561078857565b634e487b7160e01b5f52601160045260245ffd5b9190820180921161078857565b80518210156107bd5760209160051b010190565b634e487b7160e01b5f52603260045260245ffd5b903590601e198136030182121561014557018035906001600160401b03821161014557602001918160051b3603831361014557565b9061080f610700565b91602081019061081f82826107d1565b94905061082f85600281146106e6565b61084361083c84846107d1565b9050610743565b604051956108508761062f565b86526020860152602081019485525f5b61086a84846107d1565b90508110156108b55761087d84846107d1565b8210156107bd578160051b0135906001600160801b038216809203610145576001916108ae8260208a5101516107a9565b5201610860565b5093506040810135915036819003601e190182121561014557018035906001600160401b0382116101455760208101918036038313610145576020908201919091031261014557356003811015610145578252565b60028252916001600160401b03168015908115610972575b5061096e57602081810151925190830151835190935f929091156001171561078857610953610963936001966107a9565b5180821015610966575090610a8e565b52565b905090610a8e565b5050565b90506001600160401b03604084015116105f610922565b610991610686565b90805160038110156102e5576001148015610a7a575b15158252602081019160208351015151936109c18561072c565b946109cf6040519687610665565b8086526109de601f199161072c565b01366020870137602082019485525f5b6020855101518051821015610a4b5781610a07916107a9565b516001600160801b038111610a39576020916001600160801b0360019216610a30828a516107a9565b520190506109ee565b6304041d9560e11b5f5260045260245ffd5b5050925092505160038110156102e55760405190602082015260208152610a73604082610665565b6040830152565b50805160038110156102e5576002146109a7565b60208101805182519293925f90156001171561078857610aad916107a9565b51828110610b1c5750805183515f9190156001171561078857610ad082826107a9565b519184830392831161078857610ae5916107a9565b525191515f901560011715610788576001810180911161078857610b1661096392610b1083866107a9565b5161079c565b926107a9565b6084908360405191639e6871f960e01b83525f60048401525f602484015260448301526064820152fd",
  },
  call,
);

export type Phase = "Locked" | "Paid" | "Refunded";
export type Asset = "money";

/** What is agreed at opening. Times and durations in seconds. */
export interface Terms {
  readonly amount: bigint;
  readonly lock: Hex;
  readonly expiry: number;
}

/** What changes: the pot by asset, and by seat in it. */
export interface State {
  readonly pot: Readonly<Record<Asset, readonly bigint[]>>;
}

/** Who sits where: signers. */
export interface Seated {
  readonly sender: Address;
  readonly receiver: Address;
}

/** What the sender sees, and may do now. */
export type SenderView =
  | {
      readonly phase: "Locked";
      readonly final: false;
      readonly state: State;
      /** The seats whose move is still to come. */
      readonly waitingFor: readonly number[];
      /** When silence may end the phase. */
      readonly deadline: Extract<Deadline, { readonly kind: "at" }>;
      readonly ifSilent: {
        readonly by: "expire";
        readonly leadsTo: "Paid" | "Refunded";
        readonly payout: Readonly<Record<Asset, readonly bigint[]>>;
      };
      readonly moves: null;
    }
  | {
      readonly phase: "Paid";
      readonly final: true;
      readonly state: State;
      readonly payout: Readonly<Record<Asset, readonly bigint[]>>;
    }
  | {
      readonly phase: "Refunded";
      readonly final: true;
      readonly state: State;
      readonly payout: Readonly<Record<Asset, readonly bigint[]>>;
    };

/** What the receiver sees, and may do now. */
export type ReceiverView =
  | {
      readonly phase: "Locked";
      readonly final: false;
      readonly state: State;
      /** The seats whose move is still to come. */
      readonly waitingFor: readonly number[];
      /** When silence may end the phase. */
      readonly deadline: Extract<Deadline, { readonly kind: "at" }>;
      readonly ifSilent: {
        readonly by: "expire";
        readonly leadsTo: "Paid" | "Refunded";
        readonly payout: Readonly<Record<Asset, readonly bigint[]>>;
      };
      /** Null when it is not this seat's turn. */
      readonly moves: {
        /** Show the preimage to the sender. On chain it must go to the registry, where every hop sees it in time. */
        claim(args: { readonly preimage: Hex }): Promise<ReceiverView>;
      } | null;
    }
  | {
      readonly phase: "Paid";
      readonly final: true;
      readonly state: State;
      readonly payout: Readonly<Record<Asset, readonly bigint[]>>;
    }
  | {
      readonly phase: "Refunded";
      readonly final: true;
      readonly state: State;
      readonly payout: Readonly<Record<Asset, readonly bigint[]>>;
    };

/** Why a move is refused. */
export type Refusal =
  | { readonly error: "WrongPreimage" }
  | { readonly error: "Short"; readonly asset: bigint; readonly seat: bigint; readonly have: bigint; readonly need: bigint }
  | { readonly error: "NoSuchMove" }
  | { readonly error: "WrongPhase" }
  | { readonly error: "NotItsTurn" }
  | { readonly error: "NotLater" }
  | { readonly error: "AmountTooLarge"; readonly amount: bigint }
  | { readonly error: "BadSeats"; readonly seats: bigint };

/** Hash lock. The receiver is paid if the lock's preimage was published by the expiry; if not, the sender keeps its money. */
export const hashLock: AppClient<Terms, Seated, Asset, { readonly sender: SenderView; readonly receiver: ReceiverView }, Refusal> = {
  code: hashLockCode,
  roles: [
    {"name":"sender","seat":0,"min":1,"max":1},
    {"name":"receiver","seat":1,"min":1,"max":1},
  ],
  assets: ["money"],
  phases: [
    {"name":"Locked","final":false,"timeout":"expire"},
    {"name":"Paid","final":true,"timeout":null},
    {"name":"Refunded","final":true,"timeout":null},
  ],
  moves: [
    { name: "claim", notice: "Show the preimage to the sender. On chain it must go to the registry, where every hop sees it in time.", roles: ["receiver"], phase: "Locked", must: true, args: [{ name: "preimage", type: { kind: "bytesN", size: 32 } }], opener: null, reveals: null },
  ],
  terms: [
    { name: "amount", type: { kind: "uint", bits: 256 } },
    { name: "lock", type: { kind: "bytesN", size: 32 } },
    { name: "expiry", type: { kind: "uint", bits: 64, small: true } },
  ],
  body: [
    { name: "phase", type: { kind: "enum", names: ["Locked","Paid","Refunded"] } },
  ],
  errors: [
    { name: "WrongPreimage", selector: "0x9354b84e", args: [] },
    { name: "Short", selector: "0x9e6871f9", args: [{ name: "asset", type: { kind: "uint", bits: 256 } }, { name: "seat", type: { kind: "uint", bits: 256 } }, { name: "have", type: { kind: "uint", bits: 256 } }, { name: "need", type: { kind: "uint", bits: 256 } }] },
    { name: "NoSuchMove", selector: "0x8a4acf58", args: [] },
    { name: "WrongPhase", selector: "0xe2586bcc", args: [] },
    { name: "NotItsTurn", selector: "0x40d7bcbc", args: [] },
    { name: "NotLater", selector: "0xe7a02357", args: [] },
    { name: "AmountTooLarge", selector: "0x08083b2a", args: [{ name: "amount", type: { kind: "uint", bits: 256 } }] },
    { name: "BadSeats", selector: "0xaee091c6", args: [{ name: "seats", type: { kind: "uint", bits: 256 } }] },
  ],
  watch: [
    {"phase":"Locked","role":"sender","due":[],"lock":"hand a published preimage upstream","clock":{"kind":"at","time":"expiry"},"timeout":{"name":"expire","leadsTo":["Paid","Refunded"]},"others":[]},
    {"phase":"Locked","role":"receiver","due":[],"lock":"publish the preimage, if known","clock":{"kind":"at","time":"expiry"},"timeout":{"name":"expire","leadsTo":["Paid","Refunded"]},"others":[]},
  ],
};
