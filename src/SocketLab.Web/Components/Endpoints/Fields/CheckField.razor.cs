namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>A yes or no.</summary>
public partial class CheckField;
