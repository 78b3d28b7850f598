using Microsoft.Extensions.Logging;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Endpoints;

/// <summary>What the server's log says of endpoints: ids and codes, never payloads.</summary>
internal static partial class EndpointLog
{
    [LoggerMessage(1001, LogLevel.Information, "Endpoint {Id} ({Kind}) runs on {Bound}")]
    public static partial void Started(ILogger logger, string id, EndpointKind kind, string? bound);

    [LoggerMessage(1002, LogLevel.Information, "Endpoint {Id} stopped")]
    public static partial void Stopped(ILogger logger, string id);

    [LoggerMessage(1003, LogLevel.Warning, "Endpoint {Id} faulted: {Code}: {Message}")]
    public static partial void Faulted(ILogger logger, string id, string code, string message);

    [LoggerMessage(1004, LogLevel.Error, "Endpoint {Id} failed in a way nobody foresaw")]
    public static partial void Unexpected(ILogger logger, Exception error, string id);

    [LoggerMessage(1006, LogLevel.Error, "Endpoint {Id} could not be sampled for its statistics; the others are")]
    public static partial void SampleFailed(ILogger logger, Exception error, string id);

    [LoggerMessage(1005, LogLevel.Warning, "Endpoint {Id} is started again, attempt {Attempt}")]
    public static partial void Restarting(ILogger logger, string id, int attempt);
}
