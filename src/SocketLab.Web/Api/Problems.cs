using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Payloads;
using SocketLab.Web.Settings;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Api;

/// <summary>The one place where exceptions become the contract's errors, for HTTP and the hub alike.</summary>
internal static class Problems
{
    /// <summary>An error that nobody foresaw.</summary>
    public const string InternalError = "internalError";

    private const string NotValid = "The request is not valid.";

    /// <summary>What <paramref name="error"/> is called in the contract.</summary>
    public static ApiProblem Of(Exception error, LimitOptions limits) =>
        error switch
        {
            InvalidRequestException invalid => Invalid(invalid.Errors),
            InvalidDefinitionException invalid => Invalid(invalid.Errors),
            InvalidPayloadException invalid => Invalid(invalid.Errors),
            PayloadException payload => BadPayload("$.payload.data", payload),
            SavedPayloadException saved => BadPayload(saved.Path, saved.Fault),
            NameTakenException => new(409, "nameTaken", error.Message) { Detail = "Choose another name, or another folder." },
            ForbiddenException => Of(StatusCodes.Status403Forbidden),
            EndpointNotFoundException or PayloadNotFoundException or NotFoundException => new(404, "notFound", error.Message),
            EndpointStateException { MustBeRunning: true } => new(409, "endpointNotRunning", error.Message),
            EndpointStateException => new(409, "endpointRunning", error.Message),
            CertificateInUseException => new(409, "certificateInUse", error.Message) { Detail = "Choose another certificate there first." },
            ConnectionClosedException => new(409, "connectionClosed", error.Message),
            StartFaultedException start => new(409, start.Fault.Code.ToName(), start.Fault.Message) { Detail = start.Fault.Hint },
            NetworkException network => new(StatusOf(network.Fault.Code), network.Fault.Code.ToName(), network.Fault.Message)
            {
                Detail = network.Fault.Hint,
            },
            NotSavedException => new(500, "notSaved", error.Message)
            {
                Detail = "Check that the data directory can be written and its disk is not full.",
            },
            LimitReachedException limit => new(429, "limitReached", error.Message) { Limit = limit.Limit, Value = limit.Value },
            UnsupportedMediaTypeException => new(415, "unsupportedMediaType", error.Message),
            BodyTooLongException body => new(413, "limitReached", body.Message) { Limit = body.Limit, Value = body.Value },
            BadHttpRequestException { StatusCode: 413 } => Of(
                new BodyTooLongException(nameof(limits.RequestBodyBytes), limits.RequestBodyBytes),
                limits
            ),
            BadHttpRequestException bad => new(bad.StatusCode, "invalidRequest", bad.Message) { Errors = AtRoot(bad.Message) },
            _ => new(500, InternalError, "SocketLab failed in a way that nobody foresaw. The server's log has more."),
        };

    /// <summary>A status that was set without a body, by routing or by the server.</summary>
    public static ApiProblem Of(int status) =>
        status switch
        {
            401 => new(status, "tokenRequired", "A token is required."),
            403 => new(status, "operatorRequired", "Only an operator may do this."),
            404 => new(status, "notFound", "There is nothing here."),
            405 => new(status, "methodNotAllowed", "This method is not for this address."),
            413 => new(status, "limitReached", "The body is too long."),
            415 => new(status, "unsupportedMediaType", "The body is of the wrong kind."),
            429 => new(status, "tooManyAttempts", "Too many attempts. Wait a minute."),
            >= 500 => new(status, InternalError, "SocketLab failed in a way that nobody foresaw. The server's log has more."),
            _ => new(status, "invalidRequest", NotValid) { Errors = AtRoot(NotValid) },
        };

    private static ApiProblem BadPayload(string path, PayloadException fault) =>
        new(400, "badPayload", fault.Message)
        {
            Position = fault.Position,
            Errors = new Dictionary<string, string[]> { [path] = [fault.Message] },
        };

    private static Dictionary<string, string[]> AtRoot(string message) => new() { ["$"] = [message] };

    private static ApiProblem Invalid(IReadOnlyList<DefinitionError> errors) =>
        new(400, "invalidRequest", errors.Count > 0 ? errors[0].Message : NotValid)
        {
            Detail = errors.Count > 1 ? $"{errors.Count} inputs are at fault." : null,
            Errors = errors
                .GroupBy(e => e.Path, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Select(e => e.Message).ToArray(), StringComparer.Ordinal),
        };

    private static int StatusOf(FaultCode code) =>
        code switch
        {
            FaultCode.TimedOut => 504,
            FaultCode.MessageTooLong => 413,
            FaultCode.DestinationDenied => 403,
            FaultCode.LimitReached => 429,
            _ => 502,
        };
}

/// <summary>A request's body is longer than a limit allows.</summary>
internal sealed class BodyTooLongException(string limit, long value) : Exception($"A body of more than {value:N0} bytes is not taken here.")
{
    /// <summary>The limit's name under <c>SocketLab:Limits</c>.</summary>
    public string Limit { get; } = limit;

    /// <summary>Its value in bytes.</summary>
    public long Value { get; } = value;
}
