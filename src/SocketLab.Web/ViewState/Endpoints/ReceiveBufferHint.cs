using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>A note on an endpoint whose receive buffer is smaller than configured, with the command that mends it.</summary>
/// <param name="Text">What the system granted, and what follows from it.</param>
/// <param name="Command">The command that raises the system's limit, for a root shell on this machine.</param>
/// <param name="IsProminent">Whether datagrams were dropped, so that the note matters now.</param>
public sealed record ReceiveBufferHint(string Text, string Command, bool IsProminent)
{
    /// <summary>The hint for an endpoint; null where there is nothing to say, or nothing that a Linux command would mend.</summary>
    /// <param name="definition">The endpoint as configured.</param>
    /// <param name="granted">The receive buffer that the system granted, in bytes; null unless a UDP endpoint is running.</param>
    /// <param name="kernelDrops">Datagrams that the kernel dropped.</param>
    public static ReceiveBufferHint? Of(EndpointDefinition definition, int? granted, long kernelDrops)
    {
        var requested = definition.Udp.ReceiveBufferBytes;
        if (granted is not { } bytes || bytes >= requested || definition.IsUnix || !OperatingSystem.IsLinux())
        {
            return null;
        }

        var consequence =
            kernelDrops > 0
                ? "Datagrams were dropped here because it was full."
                : "When a burst fills it, the kernel drops what comes next.";
        return new(
            $"The receive buffer has {ByteSize.Format(bytes)}; {ByteSize.Format(requested)} were asked for. {consequence} "
                + "To raise the system's limit, run this as root and start the endpoint again:",
            FormattableString.Invariant($"sysctl -w net.core.rmem_max={requested}"),
            kernelDrops > 0
        );
    }
}
