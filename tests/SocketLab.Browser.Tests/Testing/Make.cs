using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests.Testing;

/// <summary>Definitions on loopback and any free port.</summary>
internal static class Make
{
    public static EndpointDefinition UdpListener(string name = "udp", int port = 0, long journalBytes = 256L << 20) =>
        new()
        {
            Kind = EndpointKind.UdpListener,
            Name = name,
            Local = new LocalAddress { Port = port },
            Journal = new JournalOptions { MaxBytes = journalBytes },
        };

    public static EndpointDefinition UdpSender() => new() { Kind = EndpointKind.UdpSender, Name = "sender" };

    public static EndpointDefinition TcpClient(int port) =>
        new()
        {
            Kind = EndpointKind.TcpClient,
            Name = "client",
            Remote = new RemoteAddress { Host = "127.0.0.1", Port = port },
        };

    public static EndpointDefinition TcpListener(string name = "tcp") => new() { Kind = EndpointKind.TcpListener, Name = name };
}
