using SocketLab.Contracts;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Interfaces;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of journal entries.</summary>
internal static class EntryMapping
{
    /// <summary>Bytes of each payload that the text is made of.</summary>
    private const int TextBytes = 1024;

    /// <summary>What an entry takes as JSON besides payload and text, roughly.</summary>
    private const int Overhead = 400;

    private static int Estimate(int stored, int payloadBytes) =>
        Overhead + (Math.Min(stored, payloadBytes) / 3 * 4) + Math.Min(stored, TextBytes);

    extension(EntryDto)
    {
        /// <summary>What to ask the journal for, so that the text is whole however little of the payload is wanted.</summary>
        public static int BytesToRead(int payloadBytes) => Math.Max(payloadBytes, TextBytes + 4);

        /// <summary>About how many bytes the entry takes as JSON.</summary>
        public static int EstimateSize(in EntryView entry, int payloadBytes) =>
            Estimate(entry.Kind == EntryKind.Event ? entry.Payload.Length : entry.StoredLength, payloadBytes);

        /// <summary>A copy that outlives the batch.</summary>
        /// <param name="entry">The entry, read with at least <c>BytesToRead</c>.</param>
        /// <param name="payloadBytes">Bytes of payload to give out at most.</param>
        /// <param name="locals">Knows our end of the entries.</param>
        public static EntryDto From(in EntryView entry, int payloadBytes, LocalAddresses locals)
        {
            var bytes = entry.Kind == EntryKind.Event ? [] : entry.Payload;
            return new()
            {
                Seq = entry.Sequence,
                Time = entry.Time,
                Kind = entry.Kind,
                Direction = entry.Direction,
                Peer = AddressDto.From(entry.Peer),
                Local = locals.Of(entry),
                Interface = InterfaceNames.Find(entry.Local.Interface),
                ConnectionId = entry.ConnectionId.IsNone ? null : entry.ConnectionId.ToString(),
                Offset = entry.Offset < 0 ? null : entry.Offset,
                Length = entry.Length,
                Truncated = entry.Truncated,
                UnexpectedPeer = entry.UnexpectedPeer,
                Payload = bytes[..Math.Min(bytes.Length, payloadBytes)].ToArray(),
                Text = VisibleText.Plain(bytes, TextBytes),
                Event = entry.ReadEvent(),
            };
        }
    }
}
