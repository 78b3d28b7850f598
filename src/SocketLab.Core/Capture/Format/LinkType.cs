namespace SocketLab.Core.Capture.Format;

/// <summary>What the bytes of a packet begin with, by the numbers of the tcpdump group (https://www.tcpdump.org/linktypes.html).</summary>
public enum LinkType
{
    /// <summary>BSD loopback: the address family in four bytes of the capturing machine's order.</summary>
    Null = 0,

    /// <summary>Ethernet (IEEE 802.3).</summary>
    Ethernet = 1,

    /// <summary>Raw IP, as the BSDs number it.</summary>
    RawOfBsd = 12,

    /// <summary>Raw IP, as OpenBSD numbers it.</summary>
    RawOfOpenBsd = 14,

    /// <summary>Raw IP: the packet begins with an IPv4 or IPv6 header.</summary>
    Raw = 101,

    /// <summary>OpenBSD loopback: the address family in four bytes of network order.</summary>
    Loop = 108,

    /// <summary>Linux cooked capture, version 1: what <c>-i any</c> gives.</summary>
    LinuxCooked = 113,

    /// <summary>IPv4 only.</summary>
    IPv4 = 228,

    /// <summary>IPv6 only.</summary>
    IPv6 = 229,

    /// <summary>Wireshark's exported PDU: tags that say where the bytes come from, then the bytes.</summary>
    ExportedPdu = 252,

    /// <summary>Linux cooked capture, version 2.</summary>
    LinuxCooked2 = 276,
}
