// Generated from contracts/apps/HashLock.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 195231200e9f3f5da9fa310e28fc7af7c97f8eebc1afec1faabb41d675673439

import type { Address, Hex } from "../../evm/hex.ts";
import { appCode } from "../protocol/app.ts";
import type { AppCode } from "../protocol/app.ts";
import type { AppClient } from "../../protocol/client/descriptor.ts";
import { call } from "./hashLockCode.ts";

/** Hash lock: its rules, translated from the adapter `HashLockApp`. */
export const hashLockCode: AppCode = appCode(
  {
    name: "HashLock",
    codeHash: "0x96850efb5c0ff2573495270ce4f877805bdfe92bff7d52d5806847614da63114",
    address: "0xa85a75b1881acc15115aeca015e8e4645216baa7",
    initCode: "0x60808060405234601557610c49908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c80630f02f0ae1461051c57806337a70616146103705780635910775e1461014a5763f277840f14610045575f80fd5b346101465760403660031901126101465760043567ffffffffffffffff81116101465761007961009d913690600401610605565b91906024359261008761071d565b50610095846002811461077e565b81019061073c565b906100a66107b1565b916100b0826107f5565b604051906100bd826106c3565b8382526020820152602084019081525f5b600181106100fa576100f66100e286610a48565b604051918291602083526020830190610633565b0390f35b5f5b84811061010c57506001016100ce565b600190806101405784515b6101396020865101516101338461012e8b89610827565b61084e565b9061085b565b52016100fc565b5f610117565b5f80fd5b346101465760a03660031901126101465760043567ffffffffffffffff81116101465761017b903690600401610605565b906024359167ffffffffffffffff83116101465760606003198436030112610146576044359160ff8316809303610146576064359260ff84168094036101465760843567ffffffffffffffff8111610146576101f56101e16101fe923690600401610605565b9490956101ec61071d565b5081019061073c565b956004016108b9565b9361034857835160038110156103345761030c576001036102e45781602091810103126101465760205f8185015192604051838101913582528381526102456040826106fb565b604051918291518091835e8101838152039060025afa156102d9575f51036102b15761027b6102a0926020830151905190610b78565b600181526102895f91610a48565b9060ff604051938493606085526060850190610633565b915f60208501521660408301520390f35b7f9354b84e000000000000000000000000000000000000000000000000000000005f5260045ffd5b6040513d5f823e3d90fd5b7f40d7bcbc000000000000000000000000000000000000000000000000000000005f5260045ffd5b7fe2586bcc000000000000000000000000000000000000000000000000000000005f5260045ffd5b634e487b7160e01b5f52602160045260245ffd5b7f8a4acf58000000000000000000000000000000000000000000000000000000005f5260045ffd5b346101465760603660031901126101465760043567ffffffffffffffff8111610146576103a1903690600401610605565b906024359167ffffffffffffffff831161014657606060031984360301126101465760443567ffffffffffffffff8111610146576103e3903690600401610605565b50506040519160c0830183811067ffffffffffffffff821117610508576040525f8352602083015f8152604084015f815260608501915f835261044361043a60808801955f875260a08901975f895281019061073c565b976004016108b9565b80516003811015610334571561049a575b60c0878763ffffffff888867ffffffffffffffff89818a60ff604051995116895251166020880152511660408601525160608501525116608083015251151560a0820152f35b959493966020906002875267ffffffffffffffff60408201511684520151835260205f9601955b8651518110156104f5578060018092036104f05763ffffffff82821b1663ffffffff8a51161789525b016104c1565b6104ea565b5063ffffffff9394955060c09693610454565b634e487b7160e01b5f52604160045260245ffd5b346101465760603660031901126101465760043567ffffffffffffffff81116101465761054d903690600401610605565b6024359167ffffffffffffffff83116101465760606003198436030112610146576044359167ffffffffffffffff831683036101465761059c91610593916101ec61071d565b926004016108b9565b918251916003831015610334578261030c57836105b8926109c7565b81519060038210156103345760ff809116911611156105dd576100e26100f691610a48565b7fe7a02357000000000000000000000000000000000000000000000000000000005f5260045ffd5b9181601f840112156101465782359167ffffffffffffffff8311610146576020838186019501011161014657565b91909160608301908051151584526020810151916060602086015282518091526020608086019301905f5b81811061069b57505050602092936040849201519060408185039101528051918291828552018484015e5f828201840152601f01601f1916010190565b82516fffffffffffffffffffffffffffffffff1685526020948501949092019160010161065e565b6040810190811067ffffffffffffffff82111761050857604052565b6060810190811067ffffffffffffffff82111761050857604052565b90601f8019910116810190811067ffffffffffffffff82111761050857604052565b6040519061072a826106df565b60606040835f81528260208201520152565b90816060910312610146576040805191610755836106df565b8035835260208101356020840152013567ffffffffffffffff8116810361014657604082015290565b156107865750565b7faee091c6000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b604051906107be826106c3565b5f82526040516020836107d0836106c3565b5f83526060828401520152565b67ffffffffffffffff81116105085760051b60200190565b906107ff826107dd565b61080c60405191826106fb565b828152809261081d601f19916107dd565b0190602036910137565b8181029291811591840414171561083a57565b634e487b7160e01b5f52601160045260245ffd5b9190820180921161083a57565b805182101561086f5760209160051b010190565b634e487b7160e01b5f52603260045260245ffd5b903590601e1981360301821215610146570180359067ffffffffffffffff821161014657602001918160051b3603831361014657565b906108c26107b1565b9160208101906108d28282610883565b9490506108e2856002811461077e565b6108f66108ef8484610883565b90506107f5565b60405195610903876106c3565b86526020860152602081019485525f5b61091d8484610883565b9050811015610971576109308484610883565b82101561086f578160051b0135906fffffffffffffffffffffffffffffffff82168092036101465760019161096a8260208a51015161085b565b5201610913565b5093506040810135915036819003601e1901821215610146570180359067ffffffffffffffff82116101465760208101918036038313610146576020908201919091031261014657356003811015610146578252565b600282529167ffffffffffffffff168015908115610a30575b50610a2c57602081810151925190830151835190935f929091156001171561083a57610a11610a219360019661085b565b5180821015610a24575090610b78565b52565b905090610b78565b5050565b905067ffffffffffffffff604084015116105f6109e0565b610a5061071d565b9080516003811015610334576001148015610b64575b1515825260208101916020835101515193610a80856107dd565b94610a8e60405196876106fb565b808652610a9d601f19916107dd565b01366020870137602082019485525f5b6020855101518051821015610b355781610ac69161085b565b516fffffffffffffffffffffffffffffffff8111610b0a576020916fffffffffffffffffffffffffffffffff60019216610b01828a5161085b565b52019050610aad565b7f08083b2a000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5050925092505160038110156103345760405190602082015260208152610b5d6040826106fb565b6040830152565b508051600381101561033457600214610a66565b60208101805182519293925f90156001171561083a57610b979161085b565b51828110610c065750805183515f9190156001171561083a57610bba828261085b565b519184830392831161083a57610bcf9161085b565b525191515f90156001171561083a576001810180911161083a57610c00610a2192610bfa838661085b565b5161084e565b9261085b565b60849083604051917f9e6871f90000000000000000000000000000000000000000000000000000000083525f60048401525f602484015260448301526064820152fd",
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
    { name: "claim", roles: ["receiver"], phase: "Locked", args: [{ name: "preimage", type: { kind: "bytesN", size: 32 } }], opener: null, reveals: null },
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
