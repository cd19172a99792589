using Emergency.Silo;
using Emergency.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddEmergencySilo();
builder.AddSiloParts();
builder.AddEmergencyWeb();

var app = builder.Build();
app.UseEmergencyWeb();
app.MapEmergencyWeb();
await app.RunAsync();
