using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;

namespace SocketLab.Core.Tests.Framing;

/// <summary>Start and end bytes, with or without escape, read from the whole of a stream.</summary>
internal static class StartEndModel
{
    public static FoundFrame First(FramingOptions options, ReadOnlySpan<byte> bytes)
    {
        var (start, end) = (Convert.FromHexString(options.StartHex), Convert.FromHexString(options.EndHex));
        var escape = options.EscapeHex.Length == 0 ? -1 : Convert.FromHexString(options.EscapeHex)[0];
        if (!bytes.StartsWith(start))
        {
            // The half of a start may still become one.
            var next = bytes[1..].IndexOf(start[0]);
            var isHalf = bytes.Length < start.Length && bytes[0] == start[0];
            return isHalf ? FoundFrame.Endless
                : next < 0 ? FoundFrame.Endless with { State = FrameState.BetweenFrames }
                : new(next + 1, 0, 0, FrameState.BetweenFrames);
        }

        for (var i = start.Length; i < bytes.Length; i++)
        {
            if (bytes[i..].StartsWith(end) && (escape < 0 || end[0] == escape || !end.AsSpan(1).Contains((byte)escape)))
            {
                return new(i + end.Length, start.Length, end.Length);
            }

            if (bytes[i] == escape)
            {
                i++;
            }
            else if (start.Length == 1 && !end.Contains(start[0]) && start[0] != escape && bytes[i] == start[0])
            {
                return new(i, start.Length, 0, FrameState.Partial);
            }
        }

        return FoundFrame.Endless with
        {
            Header = start.Length,
        };
    }
}
