using BenchmarkDotNet.Attributes;
using SocketLab.Core.Payloads;

namespace SocketLab.Benchmarks.Micro;

/// <summary>What a person or program wrote becomes 1,400 bytes.</summary>
[MemoryDiagnoser]
public class PayloadParsing
{
    private string _text = "";
    private string _hex = "";
    private string _base64 = "";

    [GlobalSetup]
    public void Write()
    {
        var bytes = new byte[1_400];
        new Random(1).NextBytes(bytes);
        _hex = string.Join(' ', bytes.Select(value => value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        _base64 = Convert.ToBase64String(bytes);

        // A fifth of it escapes: 35 times 40 bytes.
        _text = string.Concat(Enumerable.Repeat(@"temperature=21.5;status=ok;unit=C\r\n\x02\0\t\n\u{41}", 35));
    }

    [Benchmark]
    public int Text() => PayloadParser.Parse(PayloadFormat.Text, _text).Length;

    [Benchmark]
    public int Hex() => PayloadParser.Parse(PayloadFormat.Hex, _hex).Length;

    [Benchmark]
    public int Base64() => PayloadParser.Parse(PayloadFormat.Base64, _base64).Length;
}
