using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace SocketLab.Interop.Tests;

/// <summary>Ports for tools that cannot say which free one they got.</summary>
internal static class FreePort
{
    public static int Udp()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    public static int Tcp()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    /// <summary>Waits until somebody listens there.</summary>
    public static Task TakenAsync(int port, bool udp) =>
        Eventually.HoldsAsync(() =>
        {
            var system = IPGlobalProperties.GetIPGlobalProperties();
            return (udp ? system.GetActiveUdpListeners() : system.GetActiveTcpListeners()).Any(listener => listener.Port == port);
        });
}
