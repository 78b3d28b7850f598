namespace SocketLab.Core.Capture.Format;

/// <summary>The numbers of pcapng (draft-ietf-opsawg-pcapng).</summary>
internal static class PcapngCode
{
    public const uint Section = 0x0A0D0D0A;
    public const uint Interface = 1;
    public const uint ObsoletePacket = 2;
    public const uint SimplePacket = 3;
    public const uint Statistics = 5;
    public const uint Packet = 6;

    public const uint ByteOrder = 0x1A2B3C4D;

    public const ushort EndOfOptions = 0;
    public const ushort Comment = 1;
    public const ushort SectionSystem = 3;
    public const ushort SectionApplication = 4;
    public const ushort InterfaceName = 2;
    public const ushort InterfaceDescription = 3;
    public const ushort InterfaceResolution = 9;
    public const ushort InterfaceOffset = 14;
    public const ushort PacketFlags = 2;
    public const ushort PacketDropped = 4;
    public const ushort StatisticsStart = 2;
    public const ushort StatisticsEnd = 3;
    public const ushort StatisticsReceived = 4;
    public const ushort StatisticsDropped = 5;
    public const ushort StatisticsSystemDropped = 7;
    public const ushort StatisticsDelivered = 8;
}
