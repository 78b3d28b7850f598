using SocketLab.Core.Definitions;
using static SocketLab.Core.Tests.Definitions.Validating;

namespace SocketLab.Core.Tests.Definitions;

/// <summary>What holds for a definition as a whole; addresses, options and replies have tests of their own beside this.</summary>
public sealed class DefinitionValidatorTests
{
    [Fact]
    public void Kind_is_one_of_the_four() => MustName("$.kind", Udp with { Kind = (EndpointKind)99 });

    [Theory]
    [InlineData("a\nb")]
    [InlineData("\u001b[2J")]
    [InlineData("\u0085")]
    [InlineData("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn")]
    public void Name_is_short_and_printable(string name) => MustName("$.name", Udp with { Name = name });

    [Fact]
    public void Name_may_have_100_characters() => MustAccept(Udp with { Name = new string('n', 100) });

    [Fact]
    public void Listeners_may_leave_out_the_name_and_the_address() => MustAccept(Udp);

    [Fact]
    public void Senders_may_leave_out_the_destination() => MustAccept(new() { Kind = EndpointKind.UdpSender });

    [Theory]
    [InlineData((256 << 10) - 1)]
    [InlineData((256L << 20) + 1)]
    public void Journal_is_between_its_bounds(long maxBytes) =>
        MustName("$.journal.maxBytes", Udp with { Journal = new() { MaxBytes = maxBytes } });

    [Fact]
    public void Smallest_journal_is_accepted() => MustAccept(Udp with { Journal = new() { MaxBytes = 256 << 10 } });

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(
            ["$.name", "$.local.port", "$.udp.maxDatagramBytes"],
            DefinitionValidator
                .Validate(
                    Udp with
                    {
                        Name = new string('n', 101),
                        Local = new() { Port = -1 },
                        Udp = new() { MaxDatagramBytes = 0 },
                    },
                    Limits
                )
                .Select(e => e.Path)
        );

    [Theory]
    [InlineData(EndpointKind.UdpListener)]
    [InlineData(EndpointKind.TcpListener)]
    [InlineData(EndpointKind.UdpSender)]
    [InlineData(EndpointKind.TcpClient)]
    public void Defaults_are_valid_under_this_machines_limits(EndpointKind kind) =>
        Assert.Empty(DefinitionValidator.Validate(To("localhost") with { Kind = kind }, new()));
}
