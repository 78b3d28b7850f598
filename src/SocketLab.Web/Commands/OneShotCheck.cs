using SocketLab.Contracts;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.Commands;

/// <summary>Says what is wrong with a send that has no endpoint, all at once.</summary>
internal static class OneShotCheck
{
    /// <summary>Longest wait for replies.</summary>
    private const int MaxWaitMs = 60_000;

    private const string NoUnix = "A Unix socket needs an endpoint; this call sends to IP addresses.";

    /// <exception cref="InvalidRequestException">Something is wrong with it.</exception>
    public static void Require(OneShotRequest request, EndpointLimits limits)
    {
        DefinitionError[] errors = [.. Errors(request, limits)];
        if (errors.Length > 0)
        {
            throw new InvalidRequestException(errors);
        }
    }

    private static IEnumerable<DefinitionError> Errors(OneShotRequest request, EndpointLimits limits)
    {
        var isUdp = request.Protocol == OneShotProtocol.Udp;
        if (UnixAddress.Is(request.To.Host))
        {
            yield return new("$.to.host", NoUnix);
        }
        else if (UnixAddress.Is(request.Local?.Address))
        {
            yield return new("$.local.address", NoUnix);
        }
        else
        {
            foreach (var error in SendDestination.Errors(request.To, request.Local, isUdp, limits))
            {
                yield return error;
            }
        }

        if (request.WaitForReplyMs is < 0 or > MaxWaitMs)
        {
            yield return new("$.waitForReplyMs", $"{request.WaitForReplyMs} is out of range: 0 to {MaxWaitMs}.");
        }

        if (isUdp && request.HalfClose != HalfClose.AfterSend)
        {
            yield return new("$.halfClose", "UDP has no connection to half-close; leave this out.");
        }
        else if (request is { HalfClose: HalfClose.AfterReply, WaitForReplyMs: 0 })
        {
            yield return new("$.halfClose", "There is no reply to wait for: set waitForReplyMs too.");
        }

        if (!isUdp && request.Broadcast)
        {
            yield return new("$.broadcast", "TCP connects to one machine; broadcast is for UDP.");
        }
    }
}
