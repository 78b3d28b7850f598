using SocketLab.Contracts;
using SocketLab.Core.Capture.Reading;
using SocketLab.Core.Definitions;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Faults;
using SocketLab.Core.Filtering;
using SocketLab.Core.Payloads;
using SocketLab.Core.Recordings;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Commands;

/// <summary>
/// Why something that was asked for is not done, in the contract's codes. HTTP answers it as a problem (RFC 9457), the hub as an
/// exception, and a page as a sentence with the errors at their fields.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The contract's code.</param>
/// <param name="Title">What happened, in one sentence.</param>
public sealed record Refusal(int Status, string Code, string Title)
{
    /// <summary>The code of an error that nobody foresaw.</summary>
    public const string InternalError = "internalError";

    /// <summary>The code of inputs at fault, each named in <see cref="Errors"/>.</summary>
    public const string InvalidRequest = "invalidRequest";

    /// <summary>
    /// Characters of a sentence, and of a JSON path, at most. Both may name what the client chose the length of, and an answer that tells
    /// all of it back a hundred times would be longer than the request.
    /// </summary>
    public const int MaxTextLength = 500;

    private const string NotValid = "The request is not valid.";

    /// <summary>An error that is no refusal, but a fault of the program.</summary>
    public static Refusal Unforeseen { get; } =
        new(500, InternalError, "SocketLab failed in a way that nobody foresaw. The server's log has more.");

    /// <summary>What happened, in one sentence.</summary>
    public string Title { get; init; } = ShortText.Of(Title, MaxTextLength);

    /// <summary>What can be done about it; null when that is plain.</summary>
    public string? Detail { get; init; }

    /// <summary>Each input at fault, by JSON path; empty when no input is.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; init; } = [];

    /// <summary>Where in the payload's text the fault is; null when it is elsewhere.</summary>
    public int? Position { get; init; }

    /// <summary>Where in a file the fault is, in bytes from its start; null when it is elsewhere.</summary>
    public long? Offset { get; init; }

    /// <summary>Where in the filter the fault is, and how long it is; null when it is elsewhere.</summary>
    public FilterError? InFilter { get; init; }

    /// <summary>The limit that is reached, by its name under <c>SocketLab:Limits</c>; null when none is.</summary>
    public string? Limit { get; init; }

    /// <summary>The value of <see cref="Limit"/>.</summary>
    public long? Value { get; init; }

    /// <summary>What a person is told: what happened, and what to do.</summary>
    public string Text => Errors.Count > 0 ? string.Join(' ', Errors.Select(error => error.Message)) : $"{Title} {Detail}".TrimEnd();

    /// <summary>The refusal that an exception stands for; null when the exception is a fault of the program.</summary>
    public static Refusal? From(Exception error) =>
        error switch
        {
            InvalidRequestException invalid => Invalid(invalid.Errors),
            InvalidDefinitionException invalid => Invalid(invalid.Errors),
            InvalidPayloadException invalid => Invalid(invalid.Errors),
            PayloadException payload => BadPayload("$.payload.data", payload),
            SavedPayloadException saved => BadPayload(saved.Path, saved.Fault),
            BadCaptureException capture => new(400, "badCapture", capture.Message) { Offset = capture.Offset },
            FilterException filter => BadFilter(filter.Error),
            NameTakenException taken => new(409, "nameTaken", error.Message) { Detail = taken.Remedy },
            ForbiddenException => new(403, "operatorRequired", error.Message),
            EndpointNotFoundException or PayloadNotFoundException or NotFoundException => new(404, "notFound", error.Message),
            RecordingNotFoundException => new(404, "notFound", error.Message),
            EndpointStateException { MustBeRunning: true } => new(409, "endpointNotRunning", error.Message),
            EndpointStateException => new(409, "endpointRunning", error.Message),
            CertificateInUseException => new(409, "certificateInUse", error.Message) { Detail = "Choose another certificate there first." },
            ConnectionClosedException => new(409, "connectionClosed", error.Message),
            StartFaultedException start => Network(409, start.Fault),
            NetworkException network => Network(StatusOf(network.Fault.Code), network.Fault),
            NotSavedException { InnerException: WorkspaceLockedException } => new(500, "notSaved", error.Message)
            {
                Detail = "Nothing was changed. Try again when the other program has let go of it.",
            },
            NotSavedException => new(500, "notSaved", error.Message)
            {
                Detail = "Check that the data directory can be written and its disk is not full.",
            },
            LimitReachedException limit => new(429, "limitReached", error.Message) { Limit = limit.Limit, Value = limit.Value },
            DissectorException { Fault: DissectorFault.Missing } missing => new(503, "toolMissing", missing.Message)
            {
                Detail = missing.Hint,
            },
            DissectorException { Fault: DissectorFault.UnknownProtocol } unknown => Invalid([new("$.as", unknown.Message)]),
            DissectorException dissector => dissector.Fault == DissectorFault.TimedOut
                ? new(504, "timedOut", dissector.Message)
                : new(502, "toolFailed", dissector.Message),
            UnsupportedMediaTypeException => new(415, "unsupportedMediaType", error.Message),
            BodyTooLongException body => new(413, "limitReached", body.Message) { Limit = body.Limit, Value = body.Value },
            _ => null,
        };

    private static Refusal Network(int status, Fault fault) => new(status, fault.Code.ToName(), fault.Message) { Detail = fault.Hint };

    private static Refusal BadPayload(string path, PayloadException fault) =>
        new(400, "badPayload", fault.Message) { Position = fault.Position, Errors = [Short(new(path, fault.Message))] };

    private static Refusal BadFilter(FilterError error) =>
        new(400, "badFilter", error.Message) { InFilter = error, Errors = [Short(new("$.filter", error.Message))] };

    private static Refusal Invalid(IReadOnlyList<DefinitionError> errors) =>
        new(400, InvalidRequest, errors.Count > 0 ? errors[0].Message : NotValid)
        {
            Detail = errors.Count switch
            {
                <= 1 => null,
                < DefinitionErrors.Most => $"{errors.Count} inputs are at fault.",
                _ => $"{DefinitionErrors.Most} inputs or more are at fault.",
            },
            Errors = [.. errors.Take(DefinitionErrors.Most).Select(Short)],
        };

    private static DefinitionError Short(DefinitionError error) =>
        new(ShortText.Of(error.Path, MaxTextLength), ShortText.Of(error.Message, MaxTextLength));

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
