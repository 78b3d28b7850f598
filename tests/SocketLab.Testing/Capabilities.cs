using System.Runtime.InteropServices;

namespace SocketLab.Testing;

/// <summary>The rights of a thread (capabilities(7)): a test's own thread gives one up, and the others keep theirs.</summary>
internal static partial class Capabilities
{
    private const uint Version3 = 0x20080522;
    private const uint NetAdmin = 1 << 12;

    /// <summary>Takes CAP_NET_ADMIN from the thread that asks, until it ends.</summary>
    public static void DropNetAdmin()
    {
        // A header of a version and a thread (0: this one); two sets, each effective, permitted and inheritable.
        uint[] header = [Version3, 0];
        var sets = new uint[6];
        Assert.Equal(0, Get(header, sets));
        sets[0] &= ~NetAdmin;
        Assert.Equal(0, Set(header, sets));
    }

    [LibraryImport("libc", EntryPoint = "capget")]
    private static partial int Get(uint[] header, [In, Out] uint[] sets);

    [LibraryImport("libc", EntryPoint = "capset")]
    private static partial int Set(uint[] header, uint[] sets);
}
