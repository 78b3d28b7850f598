using SocketLab.Core.Addresses;

namespace SocketLab.Core.Definitions;

/// <summary>An input at fault: where (a JSON path) and what is wrong with it.</summary>
/// <param name="Path">JSON path from the definition's root, such as <c>$.local.port</c>.</param>
/// <param name="Message">What a person understands.</param>
public sealed record DefinitionError(string Path, string Message);

/// <summary>Says what is wrong with a definition, all at once, before anything is stored or bound.</summary>
public static class DefinitionValidator
{
    /// <summary>Two segments of 128 KiB: enough for the longest datagram twice.</summary>
    public const long MinJournalBytes = 256 << 10;

    /// <summary>Everything wrong with <paramref name="definition"/>; empty when it can be stored and started.</summary>
    public static IReadOnlyList<DefinitionError> Validate(EndpointDefinition definition, EndpointLimits limits)
    {
        var check = new Checks();
        check.That(Enum.IsDefined(definition.Kind), "$.kind", "Choose udpListener, tcpListener, udpSender or tcpClient.");
        check.That(definition.Name.Length <= 100, "$.name", "A name has at most 100 characters.");
        check.That(!definition.Name.Any(char.IsControl), "$.name", "A name has no control characters, such as line breaks or tabs.");
        CheckAddresses(definition, check);
        CheckUdp(definition.Udp, check);
        check.Errors.AddRange(MulticastChecks.Of(definition));
        CheckTcp(definition.Tcp, limits, check);
        check.Errors.AddRange(TlsCheck.Validate(definition));
        check.That(
            !definition.Tcp.Reconnect || definition.Kind == EndpointKind.TcpClient,
            "$.tcp.reconnect",
            "Only a TCP client connects again."
        );
        check.Errors.AddRange(ReplyRuleCheck.Validate(definition.Reply, definition.Kind));
        check.InRange(definition.ReplyLimitPerSecond, 1, limits.RepliesPerSecond, "$.replyLimitPerSecond");
        check.InRange(definition.Journal.MaxBytes, MinJournalBytes, limits.JournalBytes, "$.journal.maxBytes");
        return check.Errors;
    }

    private static void CheckAddresses(EndpointDefinition definition, Checks check)
    {
        if (definition.Local is { } unix && UnixAddress.Is(unix.Address))
        {
            check.That(UnixAddress.Wrong(unix.Address) is null, "$.local.address", UnixAddress.Wrong(unix.Address) ?? "");
            check.That(unix.Port == 0, "$.local.port", "A Unix socket has no port; leave it out.");
        }
        else if (definition.Local is { } local)
        {
            check.That(
                IpLiteral.TryParse(local.Address, out _),
                "$.local.address",
                Odd(local.Address) ?? $"'{local.Address}' is not an IP address. Use one of this machine, such as 127.0.0.1 or ::1."
            );
            check.InRange(local.Port, 0, 65_535, "$.local.port");
        }

        if (definition.Remote is { } socket && UnixAddress.Is(socket.Host))
        {
            check.That(UnixAddress.Wrong(socket.Host) is null, "$.remote.host", UnixAddress.Wrong(socket.Host) ?? "");
            check.That(socket.Port == 0, "$.remote.port", "A Unix socket has no port; leave it out.");
            check.That(socket.Family == IpFamily.Any, "$.remote.family", "A Unix socket has no IP address; leave it out.");
            check.That(
                definition.IsUnix,
                "$.remote.host",
                "An IP socket does not reach Unix sockets: set local.address to one too, or leave local out."
            );
        }
        else if (definition.Remote is { } remote)
        {
            check.That(!definition.IsUnix, "$.remote.host", "A Unix socket reaches Unix sockets alone, such as unix:lab.sock.");
            check.That(
                HostPort.IsHost(remote.Host),
                "$.remote.host",
                Odd(remote.Host) ?? $"'{remote.Host}' is neither a host name nor an IP address."
            );
            check.InRange(remote.Port, 1, 65_535, "$.remote.port");
            check.That(
                !IpLiteral.TryParse(remote.Host, out var literal) || remote.Family.Includes(literal),
                "$.remote.family",
                $"{remote.Host} is an address of the other family."
            );
        }
        else
        {
            check.That(definition.Kind != EndpointKind.TcpClient, "$.remote", "A TCP client needs a host and a port to connect to.");
        }
    }

    private static void CheckUdp(UdpOptions udp, Checks check)
    {
        check.InRange(udp.MaxDatagramBytes, 1, 65_535, "$.udp.maxDatagramBytes");
        check.InRange(udp.ReceiveBufferBytes, 2_048, 1 << 30, "$.udp.receiveBufferBytes");
    }

    private static void CheckTcp(TcpOptions tcp, EndpointLimits limits, Checks check)
    {
        check.InRange(tcp.Backlog, 1, 65_535, "$.tcp.backlog");
        check.InRange(tcp.MaxConnections, 1, limits.MaxConnectionsPerListener, "$.tcp.maxConnections");
        check.InRange(tcp.IdleTimeoutSeconds, 0, 86_400, "$.tcp.idleTimeoutSeconds");
        check.InRange(tcp.SendTimeoutSeconds, 0, 86_400, "$.tcp.sendTimeoutSeconds");
        check.InRange(tcp.HalfClosedSeconds, 0, 86_400, "$.tcp.halfClosedSeconds");
        check.InRange(tcp.ConnectTimeoutSeconds, 1, 300, "$.tcp.connectTimeoutSeconds");
        check.InRange(tcp.KeepAliveSeconds, 0, 32_767, "$.tcp.keepAliveSeconds");
        check.InRange(tcp.LingerSeconds ?? 0, 0, 300, "$.tcp.lingerSeconds");
        check.Errors.AddRange(FramingCheck.Validate(tcp.Framing));
    }

    /// <summary>An old spelling is more likely a slip: whoever meant it can write what it stands for.</summary>
    private static string? Odd(string text) =>
        IpLiteral.OldSpelling(text) is { } address ? $"'{text}' is an old spelling of {address}. Write it in full, if it is meant." : null;

    private sealed class Checks
    {
        public List<DefinitionError> Errors { get; } = [];

        public void That(bool holds, string path, string message)
        {
            if (!holds)
            {
                Errors.Add(new DefinitionError(path, message));
            }
        }

        public void InRange(long value, long min, long max, string path) =>
            That(
                value >= min && value <= max,
                path,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value} is out of range: {min} to {max}.")
            );
    }
}
