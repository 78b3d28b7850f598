namespace SocketLab.Core.Transport;

/// <summary>Where a job's payloads come from, message by message.</summary>
/// <remarks>
/// Used by one thread. Called once for each number, in order, so it may count along; it must not allocate if the job is to run flat out.
/// </remarks>
public interface IPayloadSource
{
    /// <summary>The longest payload in bytes that it will ever write.</summary>
    int MaxLength { get; }

    /// <summary>Whether every payload is the same: then one is written and sent again and again.</summary>
    bool IsConstant => false;

    /// <summary>Writes the payload of message number <paramref name="index"/>, from 0, and returns its length in bytes.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="index">The number of the message.</param>
    int Write(Span<byte> destination, long index);
}

/// <summary>The same bytes every time.</summary>
public sealed class FixedPayload(ReadOnlyMemory<byte> bytes) : IPayloadSource
{
    /// <inheritdoc/>
    public int MaxLength => bytes.Length;

    /// <inheritdoc/>
    public bool IsConstant => true;

    /// <inheritdoc/>
    public int Write(Span<byte> destination, long index)
    {
        bytes.Span.CopyTo(destination);
        return bytes.Length;
    }
}
