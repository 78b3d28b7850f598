using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Payloads;
using SocketLab.Web.Api;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Common;

/// <summary>What may be refused, and what a person is told then. Anything else is a fault of the program.</summary>
internal static class Refusal
{
    /// <summary>What happened, why, and what to do; null when it is no refusal.</summary>
    public static string? TextOf(Exception error) =>
        error switch
        {
            NetworkException network => $"{network.Fault.Message} {network.Fault.Hint}",
            InvalidDefinitionException invalid => string.Join(' ', invalid.Errors.Select(one => one.Message)),
            InvalidPayloadException invalid => string.Join(' ', invalid.Errors.Select(one => one.Message)),
            InvalidRequestException invalid => string.Join(' ', invalid.Errors.Select(one => one.Message)),
            EndpointStateException
            or EndpointNotFoundException
            or ConnectionClosedException
            or LimitReachedException
            or NotSavedException
            or FormatException
            or PayloadException => error.Message,
            CertificateInUseException => $"{error.Message} Choose another certificate there first.",
            SavedPayloadException or NameTakenException or PayloadNotFoundException or NotFoundException => error.Message,
            _ => null,
        };
}
