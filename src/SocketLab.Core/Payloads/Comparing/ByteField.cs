namespace SocketLab.Core.Payloads.Comparing;

/// <summary>What the bytes at a place do from one message to the next.</summary>
/// <param name="Start">Position of its first byte.</param>
/// <param name="Length">Bytes that it has.</param>
/// <param name="Change">What they do.</param>
/// <param name="Messages">Messages that are long enough to have it.</param>
public sealed record ByteField(int Start, int Length, ByteChange Change, int Messages)
{
    /// <summary>The bytes of a constant, and the first message's of everything else.</summary>
    public byte[] First { get; init; } = [];

    /// <summary>What a counter grows by from one message to the next; negative for one that counts down.</summary>
    public long Step { get; init; }

    /// <summary>How often a counter went on by something else, as it does where messages are missing.</summary>
    public int Jumps { get; init; }

    /// <summary>Whether a counter of several bytes has its least significant byte first.</summary>
    public bool IsLittleEndian { get; init; }

    /// <summary>The least value of a byte that varies.</summary>
    public byte Least { get; init; }

    /// <summary>The greatest value of a byte that varies.</summary>
    public byte Greatest { get; init; }

    /// <summary>The values of a byte that varies, in order, if they are few.</summary>
    public IReadOnlyList<byte> Values { get; init; } = [];

    /// <summary>How many values a byte that varies has.</summary>
    public int ValueCount { get; init; }
}

/// <summary>What bytes can do from one message to the next.</summary>
public enum ByteChange
{
    /// <summary>They are the same in all messages.</summary>
    Constant,

    /// <summary>They are a number that grows or falls by the same step.</summary>
    Counting,

    /// <summary>They are now this and now that.</summary>
    Varying,
}
