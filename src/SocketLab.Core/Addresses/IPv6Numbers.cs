namespace SocketLab.Core.Addresses;

/// <summary>
/// Numbers for this machine's IPv6 addresses, so that an entry's <see cref="LocalEnd"/> stays at 16 bytes. One table for the process.
/// </summary>
/// <remarks>
/// A machine has a few addresses; whole networks are its own only where somebody routes them so. Overflow policy: addresses beyond the
/// limit have no number, and entries do not say them. Numbers are never given anew, since old entries hold them.
/// </remarks>
internal static class IPv6Numbers
{
    /// <summary>Addresses that are remembered.</summary>
    public const int MaxAddresses = 65_536;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<(ulong High, ulong Low), int> Numbers = [];
    private static readonly List<(ulong High, ulong Low)> Addresses = [];

    /// <summary>The number that stands for an address; null where there are too many.</summary>
    public static uint? NumberOf(ulong high, ulong low)
    {
        lock (Gate)
        {
            if (!Numbers.TryGetValue((high, low), out var number))
            {
                if (Addresses.Count == MaxAddresses)
                {
                    return null;
                }

                number = Addresses.Count;
                Addresses.Add((high, low));
                Numbers.Add((high, low), number);
            }

            return (uint)number;
        }
    }

    /// <summary>The address that a number stands for, as two numbers in network order.</summary>
    public static (ulong High, ulong Low) AddressOf(uint number)
    {
        lock (Gate)
        {
            return number < Addresses.Count ? Addresses[(int)number] : default;
        }
    }
}
