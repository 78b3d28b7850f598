namespace SocketLab.Core.Addresses;

/// <summary>Numbers for the names of Unix sockets, so that an entry's peer stays at 24 bytes. One table for the process.</summary>
/// <remarks>
/// Overflow policy: names beyond the limit have none and show as <c>unix:?</c>. Numbers are never given anew, since old entries hold them.
/// </remarks>
internal static class UnixNames
{
    /// <summary>Names that are remembered; each has 107 bytes at most.</summary>
    public const int MaxNames = 65_536;

    private const string Beyond = "?";

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal);
    private static readonly List<string> Names = [];

    /// <summary>The number that stands for a name.</summary>
    public static uint NumberOf(string name)
    {
        lock (Gate)
        {
            if (!Numbers.TryGetValue(name, out var number))
            {
                if (Names.Count == MaxNames)
                {
                    return uint.MaxValue;
                }

                number = Names.Count;
                Names.Add(name);
                Numbers.Add(name, number);
            }

            return (uint)number;
        }
    }

    /// <summary>The name that a number stands for.</summary>
    public static string NameOf(uint number)
    {
        lock (Gate)
        {
            return number < Names.Count ? Names[(int)number] : Beyond;
        }
    }
}
