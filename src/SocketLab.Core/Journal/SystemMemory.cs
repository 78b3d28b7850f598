using System.Runtime.CompilerServices;
using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace SocketLab.Core.Journal;

/// <summary>Memory outside the collected heap, whose pages can be given back to the system while the block is still there.</summary>
/// <remarks>
/// On Linux it is a mapping of its own. <see cref="GiveBack"/> takes the pages away and not the addresses, so that whoever still reads
/// there reads zeros; the addresses go with the finalizer alone, when nobody can read any more. What is in use must therefore be
/// reachable: hold the object as long as the pointer. Elsewhere it is an array that does not move, and giving back is up to the collector.
/// </remarks>
internal sealed unsafe partial class SystemMemory : CriticalFinalizerObject
{
    private const string Library = "libc";

    private const int ProtectReadWrite = 0x1 | 0x2,
        MapPrivateAnonymous = 0x2 | 0x20,
        AdviseDontNeed = 4,
        AdvisePopulateWrite = 23;

    private readonly byte[]? _array;

    /// <summary>Asks the system for memory, which is all zeros and takes no room before it is touched.</summary>
    /// <exception cref="InsufficientMemoryException">The system has none.</exception>
    public SystemMemory(int bytes)
    {
        Bytes = bytes;
        if (!OperatingSystem.IsLinux())
        {
            _array = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
            Start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
            return;
        }

        var start = Map(0, (nuint)bytes, ProtectReadWrite, MapPrivateAnonymous, -1, 0);
        if (start == -1)
        {
            throw new InsufficientMemoryException($"The system has no {bytes:N0} bytes of memory for a journal.");
        }

        Start = (byte*)start;
    }

    ~SystemMemory()
    {
        if (Start is not null && _array is null)
        {
            _ = Unmap((nint)Start, (nuint)Bytes);
        }
    }

    /// <summary>The first byte. Valid as long as this object is reachable.</summary>
    public byte* Start { get; }

    /// <summary>How long the block is, in bytes.</summary>
    public int Bytes { get; }

    /// <summary>Touches all of it, so that whoever writes there next pays for no page fault.</summary>
    public void Touch()
    {
        // MADV_POPULATE_WRITE is of Linux 5.14: a third less than a fault a page.
        if (_array is null && Advise((nint)Start, (nuint)Bytes, AdvisePopulateWrite) == 0)
        {
            return;
        }

        for (var i = 0; i < Bytes; i += Environment.SystemPageSize)
        {
            Start[i] = 0;
        }
    }

    /// <summary>Gives the pages back to the system at once (madvise(2), MADV_DONTNEED). What stood there is lost.</summary>
    public void GiveBack()
    {
        if (_array is null)
        {
            _ = Advise((nint)Start, (nuint)Bytes, AdviseDontNeed);
        }
    }

    [LibraryImport(Library, EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport(Library, EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);

    [LibraryImport(Library, EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
