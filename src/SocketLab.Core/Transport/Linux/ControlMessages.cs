using System.Runtime.InteropServices;

namespace SocketLab.Core.Transport.Linux;

/// <summary>Walks the control messages of a received message (cmsg(3)).</summary>
internal ref struct ControlMessages(ReadOnlySpan<byte> control)
{
    private const int HeaderSize = 16;

    private ReadOnlySpan<byte> _rest = control;

    public int Level { get; private set; }

    public int Type { get; private set; }

    public ReadOnlySpan<byte> Data { get; private set; }

    public bool MoveNext()
    {
        if (_rest.Length < HeaderSize)
        {
            return false;
        }

        var header = MemoryMarshal.Read<LibC.ControlHeader>(_rest);
        var length = (int)header.Length;
        if (length < HeaderSize || length > _rest.Length)
        {
            return false;
        }

        Level = header.Level;
        Type = header.Type;
        Data = _rest[HeaderSize..length];
        _rest = _rest[Math.Min((length + 7) & ~7, _rest.Length)..];
        return true;
    }
}
