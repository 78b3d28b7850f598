using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Core.Framing;

namespace SocketLab.Web.Api;

/// <summary>Writes a place among frames as an opaque string, so that the server remembers nothing of its readers.</summary>
internal static class FrameToken
{
    private const int MarkBytes = 8;
    private const int Numbers = 9;
    private const int SmallNumbers = 5;
    private const int Length = MarkBytes + (Numbers * sizeof(long)) + SmallNumbers;

    /// <summary>The string.</summary>
    /// <param name="cursor">The place.</param>
    /// <param name="source">Whose frames.</param>
    /// <param name="journalId">In which life of the journal.</param>
    public static string Write(FrameCursor cursor, FrameSource source, string journalId)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var state = cursor.Framer;
        Mark(source, journalId).CopyTo(bytes);
        ReadOnlySpan<long> numbers =
        [
            cursor.After,
            state.Expected,
            state.Start,
            state.Number,
            state.FirstSequence,
            state.LastSequence,
            state.Ticks,
            (long)state.Remaining,
            (long)state.LengthField,
        ];
        for (var i = 0; i < Numbers; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(MarkBytes + (i * sizeof(long)))..], numbers[i]);
        }

        bytes[^5] = (byte)state.Phase;
        bytes[^4] = (byte)state.Detail;
        bytes[^3] = (byte)state.LengthFieldRead;
        bytes[^2] = (byte)state.Matched;
        bytes[^1] = (byte)(
            (state.MissesBeginning ? 1 : 0) | (state.IsOversized ? 2 : 0) | (state.IsUnsynchronized ? 4 : 0) | (state.IsBetween ? 8 : 0)
        );
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>
    /// Reads it back. A place among other frames (framing was changed, the server restarted) means nothing: reading begins at the oldest.
    /// </summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static FrameCursor Read(string token, FrameSource source, string journalId)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (!Base64Url.IsValid(token, out var length) || length != Length || !Base64Url.TryDecodeFromChars(token, bytes, out _))
        {
            throw Wrong();
        }

        if (!bytes[..MarkBytes].SequenceEqual(Mark(source, journalId)))
        {
            return default;
        }

        Span<long> numbers = stackalloc long[Numbers];
        for (var i = 0; i < Numbers; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(MarkBytes + (i * sizeof(long)))..]);
        }

        var state = new FramerState
        {
            Expected = numbers[1],
            Start = numbers[2],
            Number = numbers[3],
            FirstSequence = numbers[4],
            LastSequence = numbers[5],
            Ticks = numbers[6],
            Remaining = (ulong)numbers[7],
            LengthField = (ulong)numbers[8],
            Phase = bytes[^5],
            Detail = bytes[^4],
            LengthFieldRead = bytes[^3],
            Matched = bytes[^2],
            MissesBeginning = (bytes[^1] & 1) != 0,
            IsOversized = (bytes[^1] & 2) != 0,
            IsUnsynchronized = (bytes[^1] & 4) != 0,
            IsBetween = (bytes[^1] & 8) != 0,
        };
        return numbers[0] >= 0 && state.IsPossible(source.Options) ? new FrameCursor(numbers[0], state) : throw Wrong();
    }

    /// <summary>Tells places among the same frames from all others.</summary>
    private static byte[] Mark(FrameSource source, string journalId)
    {
        var what = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                journalId,
                Connection = source.Connection.Value,
                source.Direction,
                source.Options,
            },
            ContractJson.Options
        );
        return SHA256.HashData(what)[..MarkBytes];
    }

    private static InvalidRequestException Wrong() => new("$.after", "This is no place that a page gave out as next.");
}
