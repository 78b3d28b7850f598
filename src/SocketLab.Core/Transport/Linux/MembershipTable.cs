using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Transport.Linux;

/// <summary>Asks the system which groups its interfaces are in (proc(5): igmp, igmp6).</summary>
internal static class MembershipTable
{
    /// <summary>Of the thread that asks: a network namespace of its own has tables of its own.</summary>
    private const string Folder = "/proc/thread-self/net/";

    /// <summary>Whether an interface is in a group, for whoever joined it; null where the system does not tell.</summary>
    /// <param name="number">The interface's number; 0 is not known, and not told.</param>
    /// <param name="group">The group's address.</param>
    public static bool? IsMember(int number, IPAddress group)
    {
        if (number == 0 || !OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return group.AddressFamily == AddressFamily.InterNetworkV6
                ? IsIn6(number, File.ReadLines(Folder + "igmp6"), group)
                : IsIn4(number, File.ReadLines(Folder + "igmp"), group);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// A line for each interface, with its number, and below it one for each group, indented: its address as the system holds it in memory,
    /// in hex.
    /// </summary>
    internal static bool IsIn4(int number, IEnumerable<string> lines, IPAddress group)
    {
        var wanted = BitConverter.ToUInt32(group.GetAddressBytes()).ToString("X8", CultureInfo.InvariantCulture);
        var isThere = false;
        foreach (var line in lines.Skip(1))
        {
            var first = line.AsSpan().Trim();
            var end = first.IndexOfAny(' ', '\t');
            first = end < 0 ? first : first[..end];
            if (line.Length > 0 && char.IsAsciiDigit(line[0]))
            {
                isThere = WholeNumber.TryRead<int>(first, out var found) && found == number;
            }
            else if (isThere && first.SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A line for each group of each interface: the interface's number and name, and the address in hex, in network order.
    /// </summary>
    internal static bool IsIn6(int number, IEnumerable<string> lines, IPAddress group)
    {
        var wanted = Convert.ToHexStringLower(group.GetAddressBytes());
        return lines
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(columns =>
                columns.Length > 2 && columns[2] == wanted && WholeNumber.TryRead<int>(columns[0], out var found) && found == number
            );
    }
}
