using BenchmarkDotNet.Attributes;
using SocketLab.Core.Payloads;

namespace SocketLab.Benchmarks.Micro;

/// <summary>The inspector's view of one payload.</summary>
[MemoryDiagnoser]
public class HexDumping
{
    private byte[] _payload = [];

    [Params(64, 1_400, 65_536)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _payload = new byte[Bytes];
        new Random(1).NextBytes(_payload);
    }

    [Benchmark]
    public int Rows() => HexDump.Rows(_payload).Count;

    [Benchmark]
    public int Format() => HexDump.Format(_payload).Length;
}
