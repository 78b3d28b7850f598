using SocketLab.Core.Addresses;

namespace SocketLab.Core.Tests.Addresses;

public sealed class DnsNameTests
{
    /// <summary>The second is the example of RFC 3492's sample strings; the last names are services' (RFC 2782) and programs'.</summary>
    [Theory]
    [InlineData("münchen.example", "xn--mnchen-3ya.example")]
    [InlineData("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye")]
    [InlineData("MÜNCHEN.Example", "xn--mnchen-3ya.example")]
    [InlineData("straße.example.", "xn--strae-oqa.example.")]
    [InlineData("例え。テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f")]
    [InlineData("مثال.إختبار", "xn--mgbh0fb.xn--kgbechtv")]
    [InlineData("xn--mnchen-3ya.example", "xn--mnchen-3ya.example")]
    [InlineData("Name.Example.", "Name.Example.")]
    [InlineData("999.1.1.1", "999.1.1.1")]
    [InlineData("_sip._tcp.example", "_sip._tcp.example")]
    [InlineData("lab_1", "lab_1")]
    [InlineData("_lab.münchen.example", "_lab.xn--mnchen-3ya.example")]
    public void A_name_becomes_what_DNS_has(string typed, string ascii)
    {
        Assert.Equal(ascii, DnsName.ToAscii(typed));
        Assert.True(HostPort.IsName(typed));
        Assert.Equal(ascii, DnsName.ToAscii(ascii));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("ü..b")]
    [InlineData("-a.example")]
    [InlineData("a b")]
    [InlineData("ü b")]
    [InlineData("ü/x")]
    [InlineData("ü:80")]
    [InlineData("ü@example")]
    [InlineData("ü%eth0")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("127。0。0。1")]
    [InlineData("127．1")]
    [InlineData("１２７.0.0.1")]
    [InlineData("::1")]
    [InlineData("mu\u0308nchen.example")]
    [InlineData("ü\u200b.example")]
    [InlineData("\u202eü.example")]
    [InlineData("ﬁ.example")]
    [InlineData("☃.example")]
    [InlineData("😀.example")]
    [InlineData("aا.example")]
    public void What_is_no_name_is_none(string typed) => Assert.Null(DnsName.ToAscii(typed));

    [Fact]
    public void Lengths_are_those_of_DNS()
    {
        Assert.NotNull(DnsName.ToAscii(new string('a', 63) + ".example"));
        Assert.Null(DnsName.ToAscii(new string('a', 64) + ".example"));
        Assert.Null(DnsName.ToAscii(new string('ü', 60) + ".example"));
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 62), 4)) + ".a";
        Assert.Equal(253, longest.Length);
        Assert.NotNull(DnsName.ToAscii(longest));
        Assert.NotNull(DnsName.ToAscii(longest + "."));
        Assert.Null(DnsName.ToAscii(longest + "a"));
    }

    [Fact]
    public void Half_a_character_is_none()
    {
        Assert.Null(DnsName.ToAscii("ü\ud800.example"));
        Assert.Equal("xn--4gq.example", DnsName.ToAscii("\u4e00.example"));
        Assert.Equal("xn--j50i.example", DnsName.ToAscii("\ud840\udc00.example"));
    }
}
