/** An error as it goes over the API: a stable code, what was wrong, and what to do next. */
export class ApiError extends Error {
  readonly code: string;
  readonly next: string;

  constructor(code: string, message: string, next: string) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.next = next;
  }
}

/**
 * An error in the form of the API; what names a code keeps it, anything else is `internal`.
 * @example toApiError(new Error("boom")).code // "internal"
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (!(error instanceof Error)) return new ApiError("internal", String(error), "report this as a defect");
  const field = (name: string): string | null => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? value : null;
  };
  const code = field("code");
  if (code === null || !/^[a-z_]+$/.test(code))
    return new ApiError("internal", error.message, "report this as a defect, with the node's log");
  return new ApiError(code, error.message, field("next") ?? "");
}
