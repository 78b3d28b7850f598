using System.Text;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Replies;

namespace SocketLab.Core.Tests.Definitions;

public sealed class ReplyPresetTests
{
    public static TheoryData<string, EndpointKind> Usable =>
        [.. ReplyPreset.All.SelectMany(preset => Enum.GetValues<EndpointKind>().Where(preset.IsFor).Select(kind => (preset.Name, kind)))];

    [Theory]
    [MemberData(nameof(Usable))]
    public void Each_is_valid_for_the_kinds_that_it_is_for(string name, EndpointKind kind) =>
        Assert.Empty(ReplyRuleCheck.Validate(Preset(name).Rules, kind));

    [Fact]
    public void Daytime_is_the_time_at_which_it_is_asked()
    {
        var time = new FakeTimeProvider(new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero));
        var rules = new ReplyRuleSet(Preset("Daytime").Rules, time);
        Assert.Equal("Monday, November 23, 2026 09:30:00 UTC\r\n", Ask());
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("Monday, November 23, 2026 09:31:01 UTC\r\n", Ask());

        string Ask()
        {
            var found = new List<ReplyHit>();
            rules.Find("?"u8, true, found);
            return Encoding.ASCII.GetString(found[0].Rule.Answer("?"u8, found[0].Match)!);
        }
    }

    [Fact]
    public void Http_answers_the_length_of_its_body_and_none_to_head()
    {
        var get = Answer("HTTP 200", "GET /x HTTP/1.1\r\nHost: a\r\n\r\n")!;
        var parts = get.Split("\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", get, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {parts[1].Length}\r\n", get, StringComparison.Ordinal);
        Assert.Equal(parts[0] + "\r\n\r\n", Answer("HTTP 200", "HEAD / HTTP/1.0\r\n\r\n"));
        Assert.Null(Answer("HTTP 200", "SSH-2.0-OpenSSH\r\n"));
    }

    [Fact]
    public void Chargen_is_the_pattern_of_the_rfc()
    {
        var lines = Answer("Character generator", "x")!.Split("\r\n");
        Assert.Equal(96, lines.Length);
        Assert.Equal(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefg", lines[0]);
        Assert.Equal("!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefgh", lines[1]);
        Assert.Equal('~', lines[94][0]);
        Assert.Equal(7030, Answer("Character generator", "x")!.Length);
        Assert.Equal(444, Answer("Character generator, datagram", "x")!.Length);
    }

    [Fact]
    public void Discard_counts_and_sends_nothing()
    {
        var rules = new ReplyRuleSet(Preset("Discard").Rules);
        Assert.False(rules.AnswersAnything);
        rules.Find("x"u8, true, []);
        Assert.Equal([1], rules.Hits);
    }

    private static ReplyPreset Preset(string name) => ReplyPreset.All.Single(preset => preset.Name == name);

    private static string? Answer(string preset, string message)
    {
        var found = new List<ReplyHit>();
        new ReplyRuleSet(Preset(preset).Rules).Find(Encoding.Latin1.GetBytes(message), true, found);
        return found.Count == 0
            ? null
            : Encoding.Latin1.GetString(found[0].Rule.Answer(Encoding.Latin1.GetBytes(message), found[0].Match)!);
    }
}
