using SocketLab.Core.Payloads.Reading;

namespace SocketLab.Core.Tests.Payloads.Reading;

/// <summary>What is copied into a program is those bytes there too: a compiler and an interpreter say so.</summary>
public sealed class ByteLiteralsTests
{
    private static readonly byte[] All = [.. Enumerable.Range(0, 256).Select(value => (byte)value), 0x5c, 0x22, 0x39, 0x00, 0x39];

    [Fact]
    public void Hex() => Assert.Equal("de ad 00", ByteLiterals.Hex([0xde, 0xad, 0x00]));

    [Fact]
    public async Task Python_reads_its_literal_back()
    {
        var program = $"import sys\nsys.stdout.write(({ByteLiterals.Python(All)}).hex())";
        Assert.Equal(Convert.ToHexStringLower(All), (await Tool.PythonAsync(program)).Trim());
    }

    [Fact]
    public void C_has_twelve_bytes_a_line()
    {
        Assert.Equal("unsigned char bytes[] = {\n  0xde, 0xad,\n};", ByteLiterals.CArray([0xde, 0xad]));
        Assert.Equal(2 + ((All.Length + 11) / 12), ByteLiterals.CArray(All).Split('\n').Length);
    }
}
