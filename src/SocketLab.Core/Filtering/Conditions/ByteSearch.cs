using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>Finds some bytes in many, 32 places at a time, exactly or without regard to the case of ASCII letters.</summary>
/// <remarks>
/// The framework searches bytes exactly, and text without regard to case in UTF-16 only. Two bytes of the needle that are rare in what
/// journals hold are compared everywhere at once; where both are right the rest is looked at.
/// </remarks>
internal sealed class ByteSearch
{
    private const byte CaseBit = 0x20;

    /// <summary>The most frequent bytes of headers, texts and binary data, the most frequent first.</summary>
    private static readonly byte[] Frequent = [0, 0xff, 1, .. " etaoinsrhldcumfpgwybv0123456789,.:-/\"=_{}"u8];

    private readonly byte[] _needle;
    private readonly byte[] _case;
    private readonly int _first;
    private readonly int _second;

    /// <summary>Prepares a search.</summary>
    /// <param name="needle">What to look for; nothing is found nowhere but by <see cref="IsAt"/>.</param>
    /// <param name="ignoreCase">Whether ASCII letters are the same in either case.</param>
    public ByteSearch(ReadOnlySpan<byte> needle, bool ignoreCase)
    {
        _case = new byte[needle.Length];
        _needle = needle.ToArray();
        for (var i = 0; i < needle.Length; i++)
        {
            _case[i] = ignoreCase && char.IsAsciiLetter((char)needle[i]) ? CaseBit : (byte)0;
            _needle[i] |= _case[i];
        }

        (_first, _second) = Rarest(_needle);
    }

    /// <summary>How many bytes are looked for.</summary>
    public int Length => _needle.Length;

    /// <summary>The first place in <paramref name="text"/> where they stand; -1 for none.</summary>
    public int IndexOf(ReadOnlySpan<byte> text)
    {
        var last = text.Length - _needle.Length;
        var at = 0;
        if (_needle.Length > 0 && Vector256.IsHardwareAccelerated && last >= Vector256<byte>.Count - 1)
        {
            ref var start = ref MemoryMarshal.GetReference(text);
            for (; at + (2 * Vector256<byte>.Count) <= last + 1; at += 2 * Vector256<byte>.Count)
            {
                var (low, high) = (HitsAt(ref start, at), HitsAt(ref start, at + Vector256<byte>.Count));
                if ((low | high) != Vector256<byte>.Zero)
                {
                    var hits = low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << Vector256<byte>.Count);
                    if (Verify(text, at, hits) is >= 0 and var found)
                    {
                        return found;
                    }
                }
            }

            // What is left is less than two vectors: one, and one that ends with the last place.
            for (; at <= last; at += Vector256<byte>.Count)
            {
                at = Math.Min(at, last + 1 - Vector256<byte>.Count);
                if (Verify(text, at, HitsAt(ref start, at).ExtractMostSignificantBits()) is >= 0 and var found)
                {
                    return found;
                }
            }

            return -1;
        }

        for (; at <= last; at++)
        {
            if (IsAt(text, at))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Whether they stand at a place.</summary>
    public bool IsAt(ReadOnlySpan<byte> text, int place)
    {
        if (place + _needle.Length > text.Length)
        {
            return false;
        }

        for (var i = 0; i < _needle.Length; i++)
        {
            if ((text[place + i] | _case[i]) != _needle[i])
            {
                return false;
            }
        }

        return true;
    }

    private static (int First, int Second) Rarest(byte[] needle)
    {
        if (needle.Length == 0)
        {
            return (0, 0);
        }

        var places = Enumerable
            .Range(0, needle.Length)
            .OrderByDescending(i => Array.IndexOf(Frequent, needle[i]) is >= 0 and var rank ? rank : Frequent.Length)
            .ToArray();

        // A second byte that is the same as the first says little.
        var second = Array.Find(places, i => needle[i] != needle[places[0]]);
        return needle[second] != needle[places[0]] ? (places[0], second) : (places[0], places[^1]);
    }

    private Vector256<byte> HitsAt(ref byte start, int at)
    {
        var first = Vector256.LoadUnsafe(ref start, (nuint)(at + _first)) | Vector256.Create(_case[_first]);
        var second = Vector256.LoadUnsafe(ref start, (nuint)(at + _second)) | Vector256.Create(_case[_second]);
        return Vector256.Equals(first, Vector256.Create(_needle[_first])) & Vector256.Equals(second, Vector256.Create(_needle[_second]));
    }

    private int Verify(ReadOnlySpan<byte> text, int at, ulong hits)
    {
        for (; hits != 0; hits &= hits - 1)
        {
            var place = at + BitOperations.TrailingZeroCount(hits);
            if (IsAt(text, place))
            {
                return place;
            }
        }

        return -1;
    }
}
