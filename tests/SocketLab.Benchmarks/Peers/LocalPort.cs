using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocketLab.Benchmarks.Peers;

/// <summary>Ports for tools that must be told one.</summary>
internal static class LocalPort
{
    /// <summary>A port that is free now.</summary>
    public static int Free(ProtocolType protocol)
    {
        using var probe = new Socket(
            AddressFamily.InterNetwork,
            protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream,
            protocol
        );
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    /// <summary>Waits until somebody is bound to it (UDP) or listens on it (TCP).</summary>
    public static async Task TakenAsync(ProtocolType protocol, int port, PeerProcess by)
    {
        var table = protocol == ProtocolType.Udp ? "/proc/net/udp" : "/proc/net/tcp";
        var address = string.Create(CultureInfo.InvariantCulture, $":{port:X4} 00000000:0000 ");
        while (!(await File.ReadAllTextAsync(table)).Contains(address, StringComparison.Ordinal))
        {
            if (by.HasExited)
            {
                await by.EndAsync();
                throw new InvalidOperationException("It ended before it listened.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    /// <summary>Packet sockets open now: what captures listen with.</summary>
    public static int Captures => File.ReadAllLines("/proc/net/packet").Length - 1;

    /// <summary>Waits until there are more than <paramref name="before"/> captures.</summary>
    public static async Task CapturingAsync(int before)
    {
        while (Captures <= before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        // Its filter and ring are in place a moment after its socket; nothing outside tells when.
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
    }
}
