using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>The length is a number of a fixed size.</summary>
internal sealed class LengthPrefixCutter(FramingOptions options) : LengthCutter(options)
{
    protected override FieldByte Add(byte value, int index, ref ulong field)
    {
        field = Options.LengthEndian == ByteOrder.Big ? (field << 8) | value : field | ((ulong)value << (8 * index));
        return index + 1 < Options.LengthBytes ? FieldByte.More : FieldByte.Last;
    }
}
