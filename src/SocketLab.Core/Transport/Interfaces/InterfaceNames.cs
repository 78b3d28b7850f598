using System.Collections.Concurrent;
using System.Globalization;

namespace SocketLab.Core.Transport.Interfaces;

/// <summary>Names of the interfaces by which datagrams came, for entries that have the number. One table for the process.</summary>
/// <remarks>
/// An interface that is gone keeps its name here: the system gives its number to no other for a long time. Overflow policy: interfaces
/// beyond the limit show as their number.
/// </remarks>
public static class InterfaceNames
{
    /// <summary>Names that are remembered.</summary>
    public const int MaxNames = 16_384;

    private static readonly ConcurrentDictionary<int, string> Names = new();

    /// <summary>The name of an interface, or its number where nobody knows the name; null for 0, which is none.</summary>
    public static string? Find(int number) =>
        number == 0 ? null
        : Names.TryGetValue(number, out var name) ? name
        : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Remembers the names of the interfaces that there are now.</summary>
    internal static void Remember(int number, string name)
    {
        if (Names.Count < MaxNames || Names.ContainsKey(number))
        {
            Names[number] = name;
        }
    }
}
