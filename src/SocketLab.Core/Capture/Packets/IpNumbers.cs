namespace SocketLab.Core.Capture.Packets;

/// <summary>Numbers of IP and of what it carries (RFC 791, RFC 8200, RFC 9293, RFC 768).</summary>
internal static class IpNumbers
{
    public const byte HopByHop = 0;
    public const byte Tcp = 6;
    public const byte Udp = 17;
    public const byte Routing = 43;
    public const byte Fragment = 44;
    public const byte Authentication = 51;
    public const byte DestinationOptions = 60;
    public const byte Mobility = 135;

    public const int V4Header = 20;
    public const int V6Header = 40;
    public const int UdpHeader = 8;
    public const int TcpHeader = 20;

    public const byte Fin = 0x01;
    public const byte Syn = 0x02;
    public const byte Rst = 0x04;
    public const byte Psh = 0x08;
    public const byte Ack = 0x10;
}
