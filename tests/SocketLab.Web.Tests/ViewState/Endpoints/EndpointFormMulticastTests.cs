using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

/// <summary>Groups in the form of a listener.</summary>
public sealed class EndpointFormMulticastTests
{
    [Fact]
    public void Groups_change_without_a_restart_and_the_rest_of_multicast_with_one()
    {
        var form = new EndpointForm(
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = "0.0.0.0" },
            }.WithDefaults(),
            isRunning: true
        );
        form.Multicast.Add().Group = "239.1.2.3";
        Assert.True(form.Finish());
        Assert.False(form.NeedsRestart);
        form.Udp = form.Udp with { MulticastTtl = 2 };
        Assert.True(form.NeedsRestart);
    }

    [Fact]
    public void A_listener_that_hears_no_group_is_told_which_address_would()
    {
        var form = EndpointForm.Fresh(new EndpointLimits());
        var draft = form.Multicast.Add();
        form.Edited();
        Assert.Empty(form.Errors);
        draft.Group = "239.1.2.3";
        form.Edited();
        Assert.Contains("hears no group", form.ErrorAt("$.udp.multicastGroups[0]"), StringComparison.Ordinal);
        Assert.Equal("0.0.0.0", form.LocalAddressThatMends("$.udp.multicastGroups[0]"));
        draft.Group = "ff02::1:3";
        form.Edited();
        Assert.Equal("::", form.LocalAddressThatMends("$.udp.multicastGroups[0]"));
        draft.Group = "10.0.0.1";
        form.Edited();
        Assert.Null(form.LocalAddressThatMends("$.udp.multicastGroups[0]"));
        form.LocalAddress = "::";
        draft.Group = "239.1.2.3";
        form.Edited();
        Assert.Empty(form.Errors);
    }

    [Theory]
    [InlineData("239.1.2.3", "", false)]
    [InlineData("232.1.1.1", "10.0.0.5", false)]
    [InlineData("232.1.1.1", "fe80::1", true)]
    [InlineData("10.0.0.1", "fe80::1", false)]
    public void What_is_wrong_with_a_group_is_told_apart_from_its_source(string group, string source, bool isSourceWrong) =>
        Assert.Equal(isSourceWrong, new MulticastGroupDraft { Group = group, Source = source }.IsSourceWrong);
}
