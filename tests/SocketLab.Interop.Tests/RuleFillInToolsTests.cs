using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Interop.Tests;

/// <summary>Greetings, answers that are owed, checksums and dumps, as other people's programs see and make them.</summary>
public sealed class RuleFillInToolsTests
{
    [Fact]
    public async Task Nc_that_says_nothing_is_greeted()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Tcp(Preset("Greeting")));
        await using var nc = Tool.Start("nc", "-d", "127.0.0.1", $"{listener.Bound!.Port}");
        await nc.SaysAsync("220 SocketLab ready");
    }

    [Fact]
    public async Task Nc_that_says_nothing_is_told_the_time_and_ends()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Tcp(Preset("Daytime, on connect")));
        Assert.Matches(
            @"^\w+, \w+ \d+, \d{4} \d\d:\d\d:\d\d UTC\s*$",
            await Tool.RunAsync("nc", null, "-d", "127.0.0.1", $"{listener.Bound!.Port}")
        );
    }

    [Fact]
    public async Task Ncat_that_has_finished_sending_gets_an_answer_that_is_due_later()
    {
        await using var lab = new EndpointLab();
        var rule = new ReplyRule { Echo = true, DelayMs = 400 };
        var listener = await lab.StartAsync(Tcp(rule) with { Tcp = new() { HalfClosedSeconds = 0 } });
        Assert.Equal("late", (await Tool.RunAsync("ncat", "late", "127.0.0.1", $"{listener.Bound!.Port}")).TrimEnd());
        Assert.Equal(0, listener.Statistics.RepliesSkipped);
    }

    [Fact]
    public async Task A_time_client_gets_its_own_stamp_back_and_the_time()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(new() { Kind = EndpointKind.UdpListener, Reply = Preset("SNTP") });
        var output = await Tool.PythonAsync(
            $"""
            import os, socket, struct, time
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.settimeout(10)
            for first in (0x1b, 0x23, 0xe3):
                stamp = os.urandom(8)
                s.sendto(bytes([first]) + bytes(39) + stamp, ("127.0.0.1", {listener.Bound!.Port}))
                answer = s.recv(100)
                seconds, fraction = struct.unpack(">II", answer[40:48])
                off = seconds + fraction / 2**32 - 2208988800 - time.time()
                print(len(answer), answer[0] & 7, answer[24:32] == stamp, abs(off) < 5)
            """
        );
        Assert.Equal(string.Concat(Enumerable.Repeat("48 4 True True\n", 3)), output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Pythons_checksums_are_ours()
    {
        await using var lab = new EndpointLab();
        var rule = new ReplyRule
        {
            When = new() { Type = ReplyMatch.Regex, Value = "(?s)^(.*)$" },
            Payload = new()
            {
                Format = PayloadFormat.Hex,
                Data = "{{length:after:u16be}} {{1}} {{crc16xmodem}} {{crc16ccitt:u16le}} {{crc32}} {{xor8}}",
                Template = true,
            },
        };
        var listener = await lab.StartAsync(new() { Kind = EndpointKind.UdpListener, Reply = [rule] });
        var output = await Tool.PythonAsync(
            $$"""
            import binascii, functools, operator, os, socket, struct, zlib
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.settimeout(10)
            for size in (0, 1, 2, 63, 1000):
                data = os.urandom(size)
                s.sendto(data, ("127.0.0.1", {{listener.Bound!.Port}}))
                want = struct.pack(">H", size + 9) + data
                want += struct.pack(">H", binascii.crc_hqx(want, 0))
                want += struct.pack("<H", binascii.crc_hqx(want, 0xffff))
                want += struct.pack(">I", zlib.crc32(want))
                want += bytes([functools.reduce(operator.xor, want)])
                print(s.recv(2000) == want)
            """
        );
        Assert.Equal(string.Concat(Enumerable.Repeat("True\n", 5)), output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("xxd")]
    [InlineData("xxd -g1 -c7")]
    [InlineData("xxd -u -c32")]
    [InlineData("hexdump -C")]
    public async Task Dumps_of_real_tools_are_the_bytes_that_they_show(string command)
    {
        var tool = command.Split(' ');
        foreach (
            var bytes in (byte[][])
                [
                    [.. Enumerable.Range(0, 256).Select(i => (byte)i)],
                    "dead beef|>:  cafe 00  11"u8.ToArray(),
                    new byte[100],
                ]
        )
        {
            // As octal escapes of printf: a pipe of text would not carry all bytes.
            var escapes = string.Concat(bytes.Select(b => $"\\{Convert.ToString(b, 8).PadLeft(3, '0')}"));
            var dump = await Tool.RunAsync("sh", null, "-c", $"printf '{escapes}' | {string.Join(' ', tool)}");
            Assert.Equal(bytes, PayloadParser.Parse(PayloadFormat.Hex, dump));
        }
    }

    private static EndpointDefinition Tcp(params IReadOnlyList<ReplyRule> rules) =>
        new() { Kind = EndpointKind.TcpListener, Reply = rules };

    private static IReadOnlyList<ReplyRule> Preset(string name) => ReplyPreset.All.Single(preset => preset.Name == name).Rules;
}
