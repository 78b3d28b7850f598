using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>
/// The length comes in groups of seven bits, least significant first; the eighth bit says that another group follows (MQTT 5.0, 1.5.5;
/// protobuf, base 128 varints). One of more bytes than it may have is impossible.
/// </summary>
internal sealed class VarintCutter(FramingOptions options) : LengthCutter(options)
{
    protected override FieldByte Add(byte value, int index, ref ulong field)
    {
        field |= (ulong)(value & 0x7f) << (7 * index);
        return (value & 0x80) == 0 ? FieldByte.Last
            : index + 1 < Options.LengthBytes ? FieldByte.More
            : FieldByte.Impossible;
    }
}
