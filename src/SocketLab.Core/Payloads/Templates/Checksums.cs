namespace SocketLab.Core.Payloads.Templates;

/// <summary>The checksums that a template knows, by the names of their placeholders.</summary>
internal static class Checksums
{
    /// <summary>All of them, in the order to show them.</summary>
    public static IReadOnlyList<(string Name, Checksum Checksum)> All { get; } =
    [
        ("crc8", new CrcChecksum(8, 0x07, 0x00, isReflected: false)), // CRC-8/SMBUS
        ("crc16modbus", new CrcChecksum(16, 0x8005, 0xffff, isReflected: true)), // CRC-16/MODBUS
        ("crc16ccitt", new CrcChecksum(16, 0x1021, 0xffff, isReflected: false)), // CRC-16/IBM-3740, known as CCITT-FALSE
        ("crc16xmodem", new CrcChecksum(16, 0x1021, 0x0000, isReflected: false)), // CRC-16/XMODEM
        ("crc16kermit", new CrcChecksum(16, 0x1021, 0x0000, isReflected: true)), // CRC-16/KERMIT
        ("crc32", new Crc32Checksum()), // CRC-32/ISO-HDLC
        ("sum8", new SumChecksum(8)),
        ("sum16", new SumChecksum(16)),
        ("xor8", new XorChecksum()),
        ("lrc", new SumChecksum(8, isNegative: true)),
    ];
}
