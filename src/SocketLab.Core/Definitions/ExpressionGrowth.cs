using System.Runtime.CompilerServices;

namespace SocketLab.Core.Definitions;

/// <summary>Bounds what the automata of all expressions grow by while they match: messages decide that, and anybody may send some.</summary>
/// <remarks>
/// Measured as what matching allocates, beyond what a match itself takes. That is twice what stays, about, since tables that grow are copied.
/// </remarks>
internal static class ExpressionGrowth
{
    /// <summary>Bytes that automata may grow by together before all that grew are thrown away.</summary>
    internal const long MaxBytes = 128 << 20;

    /// <summary>A match with its groups takes less; a table that grows takes more.</summary>
    private const long MatchBytes = 2048;

    private static readonly Lock Gate = new();
    private static readonly ConditionalWeakTable<SharedExpression, object> Grown = [];
    private static long _bytes;

    /// <summary>What they have grown by since all were thrown away last, in bytes.</summary>
    internal static long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Takes note of what a match allocated.</summary>
    public static void Note(SharedExpression expression, long bytes)
    {
        if (bytes < MatchBytes)
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
