using System.Runtime.CompilerServices;

namespace SocketLab.Core.Definitions;

/// <summary>Bounds what the automata of all expressions grow by while they match: anybody's messages decide that.</summary>
/// <remarks>
/// Measured as what matching allocates, beyond what a match itself takes. That is twice what stays, about: tables that grow are copied.
/// </remarks>
internal static class ExpressionGrowth
{
    /// <summary>Bytes that automata may grow by together before all that grew are thrown away.</summary>
    internal const long MaxBytes = 128 << 20;

    private static readonly Lock Gate = new();
    private static readonly ConditionalWeakTable<SharedExpression, object> Grown = [];
    private static long _bytes;

    /// <summary>What they have grown by since all were thrown away last, in bytes.</summary>
    internal static long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Takes note of what matching allocated.</summary>
    public static void Note(SharedExpression expression, long bytes)
    {
        if (bytes <= 0)
        {
            return;
        }

        lock (Gate)
        {
            Grown.TryAdd(expression, string.Empty);
            _bytes += bytes;
            if (_bytes > MaxBytes)
            {
                foreach (var (grown, _) in Grown)
                {
                    grown.Shrink();
                }

                Grown.Clear();
                _bytes = 0;
            }
        }
    }
}
