using SocketLab.Core.Capture.Format;

namespace SocketLab.Core.Capture.Reading;

/// <summary>A packet as a capture file has it. Valid until more of the file is read.</summary>
internal readonly ref struct CapturedPacket
{
    /// <summary>What its bytes begin with.</summary>
    public required LinkType Link { get; init; }

    /// <summary>When it was captured, in UTC ticks of 100 ns.</summary>
    public required long Ticks { get; init; }

    /// <summary>The bytes that were kept.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }
}

/// <summary>Takes a capture file apart, record by record. What it is given grows until it has a whole one.</summary>
internal interface IRecordReader
{
    /// <summary>Reads the next record.</summary>
    /// <param name="data">The file from here on, as far as it was read.</param>
    /// <param name="offset">Where in the file that is.</param>
    /// <param name="packet">The packet, if the record has one.</param>
    /// <param name="hasPacket">Whether it has one.</param>
    /// <returns>Bytes to go on, perhaps more than <paramref name="data"/> has; 0 when the record is not whole yet.</returns>
    /// <exception cref="BadCaptureException">The file is broken here.</exception>
    long Read(ReadOnlySpan<byte> data, long offset, out CapturedPacket packet, out bool hasPacket);
}
