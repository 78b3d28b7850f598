namespace SocketLab.Core.Capture.Format;

/// <summary>The tags in front of an exported PDU (Wireshark's <c>wsutil/exported_pdu_tlvs.h</c>): a number, a length, a value.</summary>
internal static class ExportedPduTag
{
    public const ushort End = 0;
    public const ushort DissectorName = 12;
    public const ushort IPv4Source = 20;
    public const ushort IPv4Destination = 21;
    public const ushort IPv6Source = 22;
    public const ushort IPv6Destination = 23;
    public const ushort PortType = 24;
    public const ushort SourcePort = 25;
    public const ushort DestinationPort = 26;
    public const ushort Direction = 35;

    public const uint PortsOfTcp = 2;
    public const uint PortsOfUdp = 3;
}
