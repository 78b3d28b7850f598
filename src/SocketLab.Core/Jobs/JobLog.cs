using Microsoft.Extensions.Logging;

namespace SocketLab.Core.Jobs;

/// <summary>What the server's log says of jobs: ids and codes, never payloads.</summary>
internal static partial class JobLog
{
    [LoggerMessage(1301, LogLevel.Error, "Send job {Id} of endpoint {EndpointId} failed in a way nobody foresaw")]
    public static partial void Unexpected(ILogger logger, Exception error, string id, string endpointId);
}
