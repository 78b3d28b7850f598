using System.Buffers.Binary;

namespace SocketLab.Core.Capture.Format;

/// <summary>Times as our interfaces have them: nanoseconds since 1970 UTC, in two halves, the upper one first.</summary>
internal static class PcapngTime
{
    /// <summary>The exponent of ten that an interface names for its times: nanoseconds.</summary>
    public const byte Resolution = 9;

    public static void Write(Span<byte> to, DateTime time)
    {
        var nanoseconds = (ulong)Math.Max(0, time.Ticks - DateTime.UnixEpoch.Ticks) * 100;
        BinaryPrimitives.WriteUInt32LittleEndian(to, (uint)(nanoseconds >> 32));
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], (uint)nanoseconds);
    }
}
