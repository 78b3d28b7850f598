using SocketLab.Web.ViewState.Recordings;

namespace SocketLab.Web.Tests.ViewState.Recordings;

public sealed class ExportChoiceTests
{
    private static readonly ExportChoice All = new()
    {
        EndpointId = "abc",
        Selected = [3, 5],
        ConnectionId = "c1",
    };

    [Fact]
    public void Each_form_has_its_address()
    {
        Assert.Equal("api/endpoints/abc/capture.pcapng?as=packets", All.Address);
        Assert.Equal("api/endpoints/abc/capture.pcapng?as=messages", (All with { Form = ExportForm.Messages }).Address);
        Assert.Equal("api/endpoints/abc/export?format=csv", (All with { Form = ExportForm.All[3] }).Address);
        Assert.Equal(
            "api/endpoints/abc/export?connectionId=c1&format=raw&direction=out",
            (All with { Form = ExportForm.Raw, Scope = ExportScope.Connection, Direction = "out" }).Address
        );
    }

    [Fact]
    public void What_is_selected_or_filtered_goes_into_the_query()
    {
        Assert.EndsWith(
            "?filter=seq%20in%20%283%2C%205%29&as=packets",
            (All with { Scope = ExportScope.Selected }).Address,
            StringComparison.Ordinal
        );
        var filtered = All with { Scope = ExportScope.Filtered, Filter = " text contains \"it's\" " };
        Assert.EndsWith("?filter=text%20contains%20%22it%27s%22&as=packets", filtered.Address, StringComparison.Ordinal);
        Assert.Equal(All.Address, (filtered with { Filter = " " }).Address);
    }

    [Fact]
    public void The_line_for_Wireshark_can_be_pasted_into_a_shell_whatever_the_filter_says()
    {
        var line = (All with { Scope = ExportScope.Filtered, Filter = "text contains \"it's & more\"" }).WiresharkLine(
            "http://127.0.0.1:5080/",
            false
        );
        Assert.Equal(
            "curl -sN 'http://127.0.0.1:5080/api/endpoints/abc/capture.pcapng?filter=text%20contains%20%22it%27s%20%26%20more%22"
                + "&as=packets&follow=true' | wireshark -k -i -",
            line
        );
        Assert.Contains("-H \"Authorization: Bearer $SOCKETLAB_TOKEN\"", All.WiresharkLine("http://lab/", true), StringComparison.Ordinal);
        Assert.Null((All with { Form = ExportForm.Raw }).WiresharkLine("http://lab/", false));
    }
}
