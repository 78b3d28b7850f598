using System.Runtime.InteropServices;

namespace SocketLab.Testing;

/// <summary>Asks the system which memory it really gave out: mincore(2), on Linux.</summary>
internal static unsafe partial class Residency
{
    /// <summary>Bytes of the pages which lie wholly in this memory and are resident.</summary>
    public static long BytesOf(ReadOnlySpan<byte> memory)
    {
        var page = Environment.SystemPageSize;
        fixed (byte* first = memory)
        {
            var start = ((nint)first + page - 1) / page * page;
            var pages = (int)(((nint)first + memory.Length - start) / page);
            var resident = new byte[pages];
            Assert.Equal(0, InCore(start, (nuint)(pages * page), resident));
            return resident.Count(flags => (flags & 1) != 0) * (long)page;
        }
    }

    [LibraryImport("libc", EntryPoint = "mincore")]
    private static partial int InCore(nint address, nuint length, byte[] pages);
}
